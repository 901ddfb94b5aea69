"""Tests of code: on `tests/data/good`, on records made up in the test, or on the code itself.

What a curator changes in `data/` breaks none of them: no file here reads that folder or asks for a
`shipped_*` fixture, `test_architecture` looks. `data/style.yaml` alone is read, since it is looks
and part of the program.
"""
