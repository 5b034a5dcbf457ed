"""``Doc`` -> rows: one spaCy component per kind of fact. No files, no Dagster, no DuckDB."""
