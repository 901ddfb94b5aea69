"""A file of a reader in, one layer in degrees out, or one sentence that says what is wrong with it.

All of it is read in a process of its own with limits (`limits`): that is `child`, and `reader`
starts it. `sniffing` says what a file is by its bytes, `archives` unpacks, `spatial` and `tables`
read, `systems` brings positions into degrees, `mending` repairs. Nothing here knows the atlas.
"""
