"""Reading this package's tables: TOML beside the code, parsed once and checked at the edge."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from audits.model import Purpose


class TableError(ValueError):
    """A row of a table is not what it should be; says the table, the row and what is wrong."""


def read_table(*path: str) -> Mapping[str, Any]:
    """Return one TOML file of this package. Raise `TableError` when it can't be parsed."""
    file = resources.files(__package__).joinpath(*path)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{'/'.join(path)}: {error}") from error


def tables_in(folder: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield (file name, table) for every TOML file in a folder of this package, sorted by name."""
    names = (entry.name for entry in resources.files(__package__).joinpath(folder).iterdir())
    for name in sorted(name for name in names if name.endswith(".toml")):
        yield name, read_table(folder, name)


@cache
def category_purposes() -> Mapping[str, Purpose]:
    """Return the purpose that each category of vendors has by itself."""
    return {category: Purpose(purpose) for category, purpose in read_table("categories.toml").items()}
