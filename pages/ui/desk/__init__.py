"""The desk: a text given, checked, shown with its verdicts, and drafts of records from it."""
