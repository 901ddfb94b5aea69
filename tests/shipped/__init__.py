"""Tests of data: on the records in `data/`, or on those and code together."""
