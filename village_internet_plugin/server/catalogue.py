# SPDX-License-Identifier: GPL-2.0-or-later
"""Is the database still armed? What its catalogue holds, beside what the migrations make.

Tables, columns, constraints, indexes, triggers, policies, views, functions, owners and rights: all
that keeps a web login from more than it may do. `resources/server/catalogue.json` is what there is
after the newest migration; `python -m tools.describe_database` writes it anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.migrations import all_migrations
from village_internet_plugin.server.roles import OWNER, WRITER

Description = Mapping[str, Mapping[str, str]]
"""The properties of each object, by its kind and name."""

_RIGHTS = "rights of "
_EVERYBODY = "everybody"
_TOO_LONG_TO_QUOTE = 160
_MADE = r"(?:CREATE(?: OR REPLACE| UNIQUE| CONSTRAINT)*|ADD) {kind} (?:\w+\.)?{name}\b"
"""How a migration makes an object."""
_PROXY = tuple(
    f"function village_internet.{name}(named text)" for name in ("account_by_proxy", "act_by_proxy")
)
"""What the writer may execute once `trust-proxy on` was run, and not before."""
_TRUSTED = """
    SELECT subject = 'on' FROM village_internet.administration
    WHERE command = 'trust-proxy' ORDER BY entry DESC LIMIT 1
"""


def describe(connection: Connection) -> dict[str, dict[str, str]]:
    """Return what the database's catalogue holds of the server's schemas; any login may look."""
    # Texts that PostgreSQL makes name each schema that is not searched.
    row = connection.execute("SELECT current_setting('search_path')").fetchone()
    searched = str(row[0]) if row else ""
    _search(connection, "pg_catalog")
    found: dict[str, dict[str, str]] = {}
    for thing, name, value in connection.execute(_query()):
        found.setdefault(thing, {})[name] = value
    _search(connection, searched)
    return found


@lru_cache(maxsize=1)
def expected() -> Description:
    """Return what a database holds after the newest migration."""
    description: Description = json.loads(
        resource_path("server", "catalogue.json").read_text(encoding="utf-8")
    )
    return description


def trusts_proxy(connection: Connection) -> bool:
    """Tell whether `trust-proxy on` was the administrators' last word; the web may not ask."""
    row = connection.execute(_TRUSTED).fetchone()
    return row is not None and bool(row[0])


def catalogue_complaints(connection: Connection, proxy_trusted: bool | None) -> list[str]:
    """Return a sentence for each thing that is not as the migrations made it.

    `proxy_trusted` says whether the writer may take a proxy's word; None where that is not known,
    and both are right then.
    """
    found = describe(connection)
    wanted = {thing: dict(properties) for thing, properties in expected().items()}
    right = f"{_RIGHTS}{WRITER}"
    for thing in _PROXY:
        if proxy_trusted is None:
            found.get(thing, {}).pop(right, None)
        elif proxy_trusted:
            wanted[thing][right] = "EXECUTE"
    return [_printable(sentence) for sentence in _differences(wanted, found)]


def _differences(wanted: Description, found: Description) -> Iterator[str]:
    for thing in sorted({*wanted, *found}):
        if thing not in found:
            yield f"The {thing} is missing; make it again{_as_made(thing)}."
        elif thing not in wanted:
            yield f"The {thing} is none of the server's; find out who made it, and drop it."
        else:
            for name in sorted({*wanted[thing], *found[thing]}):
                right, now = wanted[thing].get(name), found[thing].get(name)
                if right != now:
                    yield _difference(thing, name, right, now)


def _difference(thing: str, name: str, right: str | None, now: str | None) -> str:
    if name.startswith(_RIGHTS):
        return _difference_of_rights(thing, name[len(_RIGHTS) :], right, now)
    told = [value or "none" for value in (now, right)]
    if max(map(len, told)) <= _TOO_LONG_TO_QUOTE and "\n" not in "".join(told):
        what = f"{name} is {told[0]!r}, and should be {told[1]!r}"
    else:
        what = f"{name} differs"
    remedy = _command(thing, name, right)
    mend = f"run: {remedy}" if remedy else f"make it again{_as_made(thing)}"
    return f"The {thing} was changed ({what}); {mend}."


def _difference_of_rights(thing: str, role: str, right: str | None, now: str | None) -> str:
    should, has = (set(text.split(", ")) if text else set() for text in (right, now))
    who = "Everybody" if role == _EVERYBODY else role
    grantee = "PUBLIC" if role == _EVERYBODY else _quoted(role)
    if has - should:
        more = ", ".join(sorted(has - should))
        what = _on(thing, sorted({one.split(" ")[0] for one in has - should}))
        return (
            f"{who} may do more on the {thing} than it should ({more}); "
            f"run: REVOKE {what} FROM {grantee}."
        )
    lost = sorted(should - has)
    return (
        f"{who} lacks rights on the {thing} ({', '.join(lost)}); "
        f"run: GRANT {_on(thing, lost)} TO {grantee}."
    )


def _on(thing: str, rights: list[str]) -> str:
    """Return what GRANT and REVOKE call these rights on this object."""
    kind, name = thing.split(" ", 1)
    if kind == "column":
        table, column = name.rsplit(".", 1)
        return f"{', '.join(f'{one} ({column})' for one in rights)} ON TABLE {table}"
    if kind == "default":
        return f"{', '.join(rights)} with ALTER DEFAULT PRIVILEGES"
    kinds = {"function": "FUNCTION", "schema": "SCHEMA", "sequence": "SEQUENCE"}
    return f"{', '.join(rights)} ON {kinds.get(kind, 'TABLE')} {name}"


def _command(thing: str, name: str, right: str | None) -> str | None:
    """Return the statement that puts one property right, where one statement does."""
    kind, rest = thing.split(" ", 1)
    own, _, table = rest.partition(" on ")
    if name == "owner" and right == OWNER:
        return f"ALTER {kind.upper()} {rest} OWNER TO {OWNER}"
    if name == "row security":
        return f"ALTER TABLE {rest} {'ENABLE' if right == 'on' else 'DISABLE'} ROW LEVEL SECURITY"
    if name == "persistence" and kind == "table":
        return f"ALTER TABLE {rest} SET LOGGED"
    if name == "fires" and kind == "trigger":
        return f"ALTER TABLE {table} ENABLE TRIGGER {own}"
    if name == "fires" and kind == "constraint":
        return f"ALTER TABLE {table} ENABLE TRIGGER ALL, for the table it refers to as well"
    if name == "usable":
        return f"REINDEX TABLE {table}"
    return None


def _as_made(thing: str) -> str:
    """Return where an object's making is written: the last migration that makes it."""
    kind, rest = thing.split(" ", 1)
    own, _, table = rest.partition(" on ")
    bare = re.sub(r"\(.*", "", own).split(".")
    if kind == "column":
        kind, bare = "table", bare[:-1]
    for sought, name in ((kind, bare[-1]), ("table", table.split(".")[-1])):
        made = re.compile(_MADE.format(kind=sought, name=re.escape(name)), re.IGNORECASE)
        for migration in reversed(all_migrations()) if name else ():
            if made.search(migration.sql):
                return f" as resources/server/migrations/{migration.name}.sql does"
    return " as the migrations do"


def _quoted(name: str) -> str:
    """Return a name as SQL must write it: whoever made it may have chosen it to be copied."""
    if re.fullmatch(r"[a-z_][a-z0-9_]*", name):
        return name
    return '"' + name.replace('"', '""') + '"'


def _printable(sentence: str) -> str:
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in sentence
    )


def _search(connection: Connection, schemas: str) -> None:
    connection.execute("SELECT set_config('search_path', %s, true)", (schemas,))


@lru_cache(maxsize=1)
def _query() -> bytes:
    return resource_path("server", "catalogue.sql").read_bytes()
