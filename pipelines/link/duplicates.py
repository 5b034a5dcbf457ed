"""Placeholder until the finder of near-duplicates lands."""
def find_duplicates(documents):
    return []
