"""A query in, routes out, or why there is none."""
