"""Where strangers' words come in, each with a strategy for cases and what must hold of each."""
