"""Maps that are taken along: a view or lines in, a page or a picture out that needs no server."""
