"""What stands around every page, its scripts and style; and pages that stand alone in a frame.

The scripts go out as one file that a server adds to the HTML of each page.
"""
