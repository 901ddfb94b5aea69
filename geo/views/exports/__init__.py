"""What readers and programs take away of a view: records in, feeds and citations out."""
