"""The start of the server: it lives at once, and its parts come one after the other.

A place in the code comes in, the function there goes out when it is needed; the life of the server
comes in, and when its pages can be drawn goes out.
"""
