"""Lengths, planes, coasts and countries: positions in, kilometres and codes out."""
