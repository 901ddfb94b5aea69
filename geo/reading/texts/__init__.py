"""A text of a stranger in, as a file or a web address; plain letters out, or one sentence why not.

`reader` is what others call. All that a stranger sent is read in a process of its own with limits
(`limits`): that is `child`, which lets `kinds` say what the bytes are and then one of `forms` read
them. `fetching` asks the network for one page, in a process of its own too, and goes nowhere but
to `addresses` that are public. Nothing here knows the atlas.
"""
