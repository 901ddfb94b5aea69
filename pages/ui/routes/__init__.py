"""The page Routes: its form, and the answer below it."""
