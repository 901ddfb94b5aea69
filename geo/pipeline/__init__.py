"""Commands that make derived data from pinned public packages; nothing here runs with the app."""
