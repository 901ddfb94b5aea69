"""The only reader: files of a data folder in, records and problems out."""
