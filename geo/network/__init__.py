"""Segments in, the graph of places and legs out that routes are searched in."""
