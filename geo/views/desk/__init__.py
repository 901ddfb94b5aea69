"""The desk: what was found in a text and what the atlas says of it, as a page, files and lines.

In go the report of a text (`geo.views.text_check`) and what its reader answered where a name
stands for several places (`answers`). Out come the rows of a page (`desk_page`), the report as
files (`report_files`), and what `python -m geo article` prints (`command`).
"""
