"""What a page shows of a tool's result; the answer around it adds the lead, the notes and the next questions."""

from dataclasses import dataclass
from datetime import date

from shared.domain.questions import QueryKind
from shared.pages.page import Chart, Figure, Table

MOST_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the question beside the result."""

    #: ISO 4217.
    currency: str
    #: None where nobody asked, as in a report by the clock.
    kind: QueryKind | None = None
    #: The day that the figures are of.
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a page that depends on the sort of result."""

    headline: str
    emoji: str
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    chart: Chart | None = None
    advice: tuple[str, ...] = ()
    #: Where the figures are weak, each a sentence.
    notes: tuple[str, ...] = ()
    #: The answer in a sentence, for what no question is answered by and the API therefore has no summary of.
    lead: str = ""
    customer_id: str | None = None
