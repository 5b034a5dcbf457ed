"""Rows -> Parquet, DuckDB, exports. The only room that touches the warehouse; knows no Dagster."""
