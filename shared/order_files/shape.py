"""What a shape of order file is: its columns, and how its rows become order lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shared.order_files.outcome import Fields, Outcome, Row


class ShapeName(StrEnum):
    """What people call the shapes."""

    SELVAGE = "selvage"
    ONLINE_RETAIL = "online-retail"
    SHOPIFY = "shopify"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a shape reads."""

    #: How the documentation calls it; letter case, spaces and underscores in a file's header do not matter.
    name: str
    aliases: tuple[str, ...] = ()
    required: bool = True

    def is_called(self, header: str) -> bool:
        """Whether a file's header names this column."""
        return plain(header) in {plain(name) for name in (self.name, *self.aliases)}


class Shape(Protocol):
    """One way in which shops write their orders down."""

    @property
    def name(self) -> ShapeName:
        """What `--shape` calls it."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that it reads; a file may have others."""

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
        """Each row with what became of it, in the file's order, holding no more than one order in memory."""


def plain(header: str) -> str:
    """A header's name without what people write differently: `Customer ID` and `customer_id` are one."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())


def each_row(rows: Iterable[Row], parse: Callable[[Fields], Outcome]) -> Iterator[tuple[Row, Outcome]]:
    """`Shape.read` for shapes whose rows stand on their own."""
    for row in rows:
        yield row, row.flaw or parse(row.fields)
