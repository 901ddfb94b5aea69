"""What pages show: plain, frozen dataclasses, made without Streamlit."""
