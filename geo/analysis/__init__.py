"""Questions to the records: the state on a day, border posts, figures, steps of commitment."""
