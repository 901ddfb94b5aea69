"""What the page of comparisons shows."""
