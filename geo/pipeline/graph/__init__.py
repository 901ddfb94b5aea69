"""The graph of tracks and roads in which real lines are looked for."""
