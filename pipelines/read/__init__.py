"""Bytes -> ``Document`` or ``Reject``: formats, dates, roles, language. Knows no store."""
