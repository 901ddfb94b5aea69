"""The bytes of a web page, a PDF, a Word document or an e-mail in, its letters as they come out.

Each is a `RawText`, with what the file says of itself; `cleaned` of `foreign` makes it readable.
"""
