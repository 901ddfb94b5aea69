"""Tests of pages in a real browser; most run on the shipped data."""
