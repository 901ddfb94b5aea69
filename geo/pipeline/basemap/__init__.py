"""Packages in, the files of the base map out."""
