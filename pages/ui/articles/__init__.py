"""The page of articles: the library with its filters, and the reader beside the map."""
