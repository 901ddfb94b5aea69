"""Many readers at once: a load program, not a test. `python -m tests.load --help`."""
