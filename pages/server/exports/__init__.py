"""Files to take away: an address below `/atlas/export/` comes in, a file or a sentence goes out."""
