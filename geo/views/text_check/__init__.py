"""A text held against the atlas, sentence by sentence: `report.check_text` makes the report."""
