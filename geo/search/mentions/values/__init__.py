"""Plain texts to their dates and figures, as values with their place in the text."""
