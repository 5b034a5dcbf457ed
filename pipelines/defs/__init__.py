"""The Dagster layer. Thin: an asset's body is one call into ``store`` and its metadata."""
