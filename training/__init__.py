"""The recipe of the language model: corpora in, `pipelines/parse/models/newstables_md` out.

Nothing here is imported by the running program, and the program needs none of its dependencies.
"""
