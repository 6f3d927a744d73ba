"""Telling by its header which shape an order file has."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from shared.errors import InvalidPayload
from shared.order_files.online_retail import OnlineRetail
from shared.order_files.own_shape import OwnShape
from shared.order_files.shape import Shape
from shared.order_files.shopify import Shopify


def shapes(*, newest: datetime, currency: str) -> tuple[Shape, ...]:
    """Every shape that we read. Orders after `newest` or in another currency than `currency` are refused."""
    return (OwnShape(newest, currency), OnlineRetail(newest), Shopify(newest, currency))


def shape_of(header: Sequence[str], known: Sequence[Shape]) -> Shape:
    """The first of the `known` shapes whose required columns are all in the header.

    Raises InvalidPayload, which tells what each shape needs, when there is none.
    """
    for shape in known:
        if not _lacking(header, shape):
            return shape
    if len(known) == 1:
        lacking = ", ".join(_lacking(header, known[0]))
        raise InvalidPayload(f"the header lacks {lacking}, which the shape {known[0].name} needs; see docs/orders.md")
    needs = "; ".join(f"{shape.name} needs {', '.join(_required(shape))}" for shape in known)
    raise InvalidPayload(
        f"the header fits no shape that we read: {needs}. It has {', '.join(header)[:500]}."
        " Rename the columns, and see docs/orders.md for what each may hold"
    )


def column_names(header: Sequence[str], shape: Shape) -> tuple[str, ...]:
    """For each column of the file, the name that the shape gives to it; its own name when the shape ignores it.

    Raises InvalidPayload when two columns go by one name.
    """
    names = tuple(next((c.name for c in shape.columns if c.is_called(name)), name) for name in header)
    ours = {column.name for column in shape.columns}
    twice = [name for name, count in Counter(names).items() if count > 1 and name in ours]
    if twice:
        raise InvalidPayload(f"the header names {twice[0]} twice; remove or rename one of the columns")
    return names


def _required(shape: Shape) -> list[str]:
    return [column.name for column in shape.columns if column.required]


def _lacking(header: Sequence[str], shape: Shape) -> list[str]:
    return [
        column.name
        for column in shape.columns
        if column.required and not any(column.is_called(name) for name in header)
    ]
