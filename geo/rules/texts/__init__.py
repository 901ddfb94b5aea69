"""Rules for the texts of articles: what their marks say, and that the words beside them say it."""
