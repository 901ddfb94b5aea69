"""The map: folium, its look and its files; and the templates that make pages of the atlas."""
