"""Tests of code: on `tests/data/good`, on records made up in the test, or on the code itself.

What a curator changes in `data/` breaks none of them: no file here reads that folder or asks for a
`shipped_*` fixture. `conftest` sees to that, and names the one exception.
"""
