"""``newstables sql`` without a query: statements typed one after another, with completion.

Belongs here: which words fit where the cursor stands, and the loop that reads statements. Does not
belong here: the connection (`store.query`), how rows are printed (`terminal`).
"""

import os
import re
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import duckdb

from pipelines.inert import one_line
from pipelines.settings import Settings
from pipelines.store.query import NoWarehouseError, connect
from pipelines.terminal import print_result

KEYWORDS = (
    "and", "as", "asc", "between", "by", "case", "count(*)", "desc", "describe", "distinct", "else",
    "end", "filter", "from", "group", "having", "ilike", "in", "is", "join", "left", "like",
    "limit", "not", "null", "on", "or", "order", "over", "select", "show", "summarize", "tables",
    "then", "union", "using", "when", "where", "with",
)  # fmt: skip
#: After these a relation follows: "from figures f join ..."
_BEFORE_RELATION = re.compile(r"\b(?:from|join|describe|summarize)\s+$", re.IGNORECASE)
_WORD = re.compile(r"[\w.]*$")
DELIMITERS = " \t\n,()=<>!*+-/;'\""
HELP = """Type SQL and end it with ";" or an empty line. TAB completes tables, columns and keywords.
  show tables;              what there is       describe figures;   its columns
  from data_dictionary;     what they mean      quit                leave
Nothing can be changed. docs/questions.md has ten questions to begin with."""


class Catalogue(NamedTuple):
    """The names that a query may hold."""

    relations: dict[str, tuple[str, ...]]  # table, mart or macro -> its columns

    def columns_in(self, query: str) -> list[str]:
        """Return the columns of the relations that a query names; of all where it names none."""
        named = [n for n in re.findall(r"\w+", query) if n in self.relations]
        relations = named or list(self.relations)
        return sorted({column for name in relations for column in self.relations[name]})

    def relation_of(self, name: str, query: str) -> str | None:
        """Return the relation that a name or an alias of the query stands for."""
        if name in self.relations:
            return name
        alias = rf"\b(\w+)\s*(?:\([^)]*\))?\s+(?:as\s+)?(?={re.escape(name)}\b)"
        for relation in re.findall(alias, query, re.IGNORECASE):
            if relation in self.relations:
                return str(relation)
        return None


def read_catalogue(settings: Settings) -> Catalogue:
    """Return the names of tables, marts and macros with their columns.

    Raises:
        NoWarehouseError: no run has published yet.
    """
    with connect(settings) as db:
        rows = db.execute(
            "select table_name, list(column_name order by column_index) from duckdb_columns()"
            " where not internal and database_name = current_database() group by 1 order by 1"
        ).fetchall()
        macros = db.execute(
            "select distinct function_name from duckdb_functions()"
            " where function_type = 'table_macro' and not internal order by 1"
        ).fetchall()
    relations = {name: tuple(columns) for name, columns in rows}
    for (name,) in macros:
        relations[name] = relations.get(name.removesuffix("_as_of"), ())
    return Catalogue(relations)


def completions(query: str, catalogue: Catalogue, whole: str | None = None) -> list[str]:
    """Return what the last word of a query may become, best first.

    ``whole`` is the statement where more of it stands behind or before the line: a column can be
    completed before its table is typed.

    >>> names = Catalogue({"figures": ("value", "unit"), "events": ("status",)})
    >>> query = "select f.va from figures f"
    >>> completions("from fi", names), completions(query[:11], names, query)
    (['figures'], ['f.value'])
    """
    [word] = _WORD.findall(query)[:1]
    before = query[: len(query) - len(word)]
    owner, dot, start = word.rpartition(".")
    if dot:
        relation = catalogue.relation_of(owner, whole or query)
        columns = catalogue.relations.get(relation or "", ())
        return [f"{owner}.{name}" for name in columns if name.startswith(start.lower())]
    relations = list(catalogue.relations)
    if _BEFORE_RELATION.search(before):
        found: Iterable[str] = relations
    else:
        found = [*catalogue.columns_in(whole or query), *relations, *KEYWORDS]
    return list(dict.fromkeys(name for name in found if name.startswith(word.lower())))


def statements(lines: Iterable[str]) -> Iterator[str]:
    """Yield each statement: it ends with a line that ends with ";", an empty one, or the last."""
    held: list[str] = []
    for line in lines:
        held.append(line.rstrip())
        if not line.strip() or line.rstrip().endswith(";"):
            if query := "\n".join(held).strip().rstrip(";").strip():
                yield query
            held = []
    if query := "\n".join(held).strip():
        yield query


def answer(settings: Settings, query: str, as_csv: bool) -> None:
    """Print the rows of each statement of a query.

    Raises:
        NoWarehouseError: no run has published yet.
        duckdb.Error: the query is wrong, or would change something.
    """
    with connect(settings) as db:
        for statement in db.extract_statements(query):
            print_result(db.sql(statement), as_csv)


def ask(settings: Settings, as_csv: bool) -> bool:
    """Answer the statements of standard input; return whether all could be answered.

    On a terminal with prompt, completion and history, where an error ends nothing; each statement
    opens the warehouse anew, so that it sees what was published since the last one.
    """
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        click.echo(HELP)
    lines = _typed(read_catalogue(settings)) if is_terminal else iter(sys.stdin)
    for query in statements(lines):
        if is_terminal and query.lower() in ("quit", "exit", "\\q", ".quit", ".exit"):
            break
        if is_terminal and query.lower() in ("help", "\\?", ".help"):
            click.echo(HELP)
            continue
        try:
            answer(settings, query, as_csv)
        except (NoWarehouseError, duckdb.Error) as error:
            click.echo(f"newstables: {one_line(error)}", err=True)
            if not is_terminal:
                return False
    if isinstance(lines, Generator):
        lines.close()  # keeps the history
    return True


def _typed(catalogue: Catalogue) -> Iterator[str]:
    """Yield the lines that a person types."""
    held: list[str] = []
    history = _prepare(catalogue, held)
    try:
        yield from _lines(held)
    finally:
        _keep(history)


def _lines(held: list[str]) -> Iterator[str]:
    while True:
        try:
            line = input("newstables> " if not held else "       ...> ")
        except EOFError:
            click.echo()
            return
        except KeyboardInterrupt:
            click.echo()
            held.clear()
            continue
        bare = line.strip().lower()
        if (not held and bare in ("quit", "exit", "help", "\\q", "\\?")) or bare.startswith("."):
            line += ";"
        held.append(line)
        if not line.strip() or line.rstrip().endswith(";"):
            yield from held
            held.clear()


def _prepare(catalogue: Catalogue, held: list[str]) -> Path | None:
    """Switch completion and history on where the system has readline; return the history's file."""
    try:
        import readline
    except ImportError:  # Windows: the prompt works without
        return None

    def complete(_: str, number: int) -> str | None:
        line = readline.get_line_buffer()
        typed = line[: readline.get_endidx()]
        found = completions(typed, catalogue, "\n".join([*held, line]))
        return found[number] if number < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(DELIMITERS)
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    history = state / "newstables" / "sql_history"
    try:
        history.parent.mkdir(parents=True, exist_ok=True)
        if history.exists():
            readline.read_history_file(history)
    except OSError:
        return None
    return history


def _keep(history: Path | None) -> None:
    if history is None:
        return
    import readline

    readline.set_history_length(1000)
    try:
        readline.write_history_file(history)
    except OSError as error:
        click.echo(f"newstables: the history was not kept: {error.strerror}", err=True)
