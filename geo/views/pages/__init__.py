"""What the map, the timeline, the page of a project and the register show."""
