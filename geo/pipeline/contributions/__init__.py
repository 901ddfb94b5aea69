"""Contributions: records that somebody drafts in, a patch or a saved change of the data out.

In go drafts of records of any kind (`geo.records.kinds`), new ones or others in place of old ones.
`entries` finds, puts and drops the text of one record within a file and leaves the rest as it
stands, `writing` makes that text in the way the files are written, `drafts` joins both to the new
texts of files. `ground` is the data that drafts are laid over, and says what the rules find
wrong with them, quickly. Out come a `patch` that git takes, or a change of the `workspace`: atomic,
journalled, undone again. Nothing here is run by readers of the atlas who do not contribute.
"""
