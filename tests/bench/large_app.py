"""A layer of a reader as a few lines of Streamlit show it: with folium, or with pydeck."""

import json

import geopandas as gpd
import streamlit as st

file = st.file_uploader("File", type=["geojson"])
if file is not None and st.query_params.get("with") == "pydeck":
    import pydeck as pdk

    layer = pdk.Layer(
        "GeoJsonLayer", json.load(file), get_line_color=[0, 0, 0], line_width_min_pixels=1
    )
    view = pdk.ViewState(latitude=37, longitude=67.5, zoom=3)
    deck = pdk.Deck(layers=[layer], initial_view_state=view, map_provider=None, map_style=None)
    st.pydeck_chart(deck)
elif file is not None:
    import folium
    from streamlit_folium import st_folium

    frame = gpd.read_file(file)
    chart = folium.Map(location=(37, 67.5), zoom_start=4, tiles=None, prefer_canvas=True)
    folium.GeoJson(frame).add_to(chart)
    st_folium(chart, returned_objects=[], use_container_width=True)
