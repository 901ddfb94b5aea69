"""Words in any script in, records and towns out."""
