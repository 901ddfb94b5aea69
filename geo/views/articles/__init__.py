"""Articles as pages show them: the library with its cards, and one article sentence by sentence."""
