"""Files below `data/network` in, real lines, hints and coasts out."""
