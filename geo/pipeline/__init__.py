"""What curators run: the check, builds from pinned public packages, and contributions.

Of all this only `contributions` runs with the app.
"""
