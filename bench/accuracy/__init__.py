"""What ``make accuracy`` measures: precision and recall by column, for the accuracy card."""
