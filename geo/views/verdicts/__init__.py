"""What a drawn feature means here: a feature of a reader in, what the atlas knows of it out.

`ways` holds all lines of the atlas to measure against, `repeats` says which of them a line
repeats, `crossings` which frontiers and gauges it meets, `lengths` how long it is. `verdict` puts
them together, `words` says them. A verdict tells what is near and how near, never what was meant.
"""
