"""The smallest app to compare with: one checkbox and three lines of text."""

import streamlit as st

on = st.checkbox("Switch")
st.text("A bare page.")
st.text("The switch is on." if on else "The switch is off.")
st.text("Nothing else is here.")
