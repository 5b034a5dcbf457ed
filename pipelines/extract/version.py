"""The version of the rules, alone: it is read where spaCy must not be loaded."""

# Raised with every change of a rule: what is stored under another version is extracted again.
VERSION = "2"
