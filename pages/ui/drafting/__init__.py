"""Drafts of records on a page: forms checked as they are filled, a patch, the workspace."""
