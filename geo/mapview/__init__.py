"""The only place that knows folium, the map's look and its files."""
