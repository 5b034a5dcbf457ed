"""``Document`` -> spaCy ``Doc``: the model, batching, stored parses, engines. Knows no table."""
