"""Rules that the records must keep, one module per subject, one function per rule."""
