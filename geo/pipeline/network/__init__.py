"""Packages and records in, real lines of railways, roads and sea lanes out."""
