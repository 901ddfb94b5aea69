"""What the server answers besides Streamlit itself: files, answers for programs, heads of pages.

Requests come in, responses go out; nothing here draws a page.
"""
