"""Words by which sentences are told apart: in goes nothing, out come groups of words by name."""
