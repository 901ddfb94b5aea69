"""The map: the atlas in; folium, its look and the files that browsers fetch out."""
