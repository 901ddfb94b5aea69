"""What the pages share: the loaded atlas, the address, the map panel, the server's routes."""
