"""Records, their fixed words, dates and references: values in, frozen records out."""
