"""The page of a reader's own layer: the file, what is shown of it, its map, and proposals."""
