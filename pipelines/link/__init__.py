"""Rows of all days -> entities, offices, duplicates. Pure: rows in, rows out, no files."""
