"""What the page of routes shows."""
