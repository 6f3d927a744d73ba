"""Pages of a list: where one ends, as a text that the next one is asked for with."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from shared.domain.search import After, CustomerCard, Metric, Search
from shared.errors import Conflict

#: Holds the longest id that there can be, four bytes a character, with room.
LONGEST_CURSOR = 4096

#: `next_cursor` of an answer; its holder need not know what is in it.
CursorText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CURSOR, pattern="^[A-Za-z0-9_-]+$")]


class Cursor(BaseModel):
    """The last customer of a page, and the list that it is a page of."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    as_of: date
    order_by: Metric
    descending: bool
    figure: float | None
    customer_id: str

    @classmethod
    def behind(cls, card: CustomerCard, search: Search, as_of: date) -> Self:
        """The cursor of the page that ends with the customer."""
        return cls(
            as_of=as_of,
            order_by=search.order_by,
            descending=search.descending,
            figure=card.figures[search.order_by],
            customer_id=card.customer_id,
        )

    def text(self) -> str:
        """The cursor as it is sent, safe in an address."""
        return urlsafe_b64encode(self.model_dump_json().encode()).rstrip(b"=").decode()


def start_of(cursor: str | None, *, order_by: Metric, descending: bool, as_of: date) -> After | None:
    """Where the page begins; None for the first.

    Conflict when the cursor is none of ours, or of a list in another order or of another day.
    """
    if cursor is None:
        return None
    try:
        told = Cursor.model_validate_json(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise Conflict("this cursor is none that was given here; start again without one") from error
    if (told.order_by, told.descending) != (order_by, descending):
        raise Conflict("this cursor is of a list in another order; start again without one")
    if told.as_of != as_of:
        raise Conflict("the customers have been looked at anew since this cursor was given; start again without one")
    return After(told.figure, told.customer_id)
