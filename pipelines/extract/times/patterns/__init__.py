"""The patterns: which words are a time expression, as patterns over classes of words.

What belongs here: one module a subject, as in ``readings``, and the fragments that they share. What
does not: how patterns are compiled and matched (``grammar.py``), what the words mean (``readings``)
and which March is meant (``resolve.py``).

A pattern is a regular expression over words. CAPITALS name a class of ``time_words.csv``, of
numbers or marks (``words.py``) or a fragment (``fragments.py``); lower case is the word itself;
``name=`` captures what follows. Of all rules that match at a word the longest match wins, and the
earlier rule of two equally long ones; where the guards refuse it, the next. Extents follow the
TimeML guidelines: modifiers inside ("early March"), prepositions outside.
"""

from pipelines.extract.times.patterns import clock, days, durations, periods, pointers

# (rule, pattern); the reading of the rule's name reads it
RULES = days.RULES + periods.RULES + pointers.RULES + durations.RULES + clock.RULES
