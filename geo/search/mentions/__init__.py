"""A text in any of the languages to what it mentions: records, dates and figures, by sentence."""
