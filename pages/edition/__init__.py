"""The static edition: the atlas as a folder of files that any web server serves without Python.

The records come in through `pages.ui.cache`, a folder of files goes out.
"""
