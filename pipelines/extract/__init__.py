"""``Doc`` -> rows: one spaCy component per kind of fact. Knows neither files nor Dagster nor DuckDB."""
