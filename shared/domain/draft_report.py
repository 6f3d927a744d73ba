"""What became of the drafts, summed up: figures that can be added, and rates that say how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from statistics import NormalDist

#: How fast 168,000 people typed on average: Dhakal, Feit, Kristensson and Oulasvirta, "Observations on Typing from 136
#: Million Keystrokes" (CHI 2018). A word is five characters there.
WORDS_A_MINUTE = 51.56
CHARACTERS_A_WORD = 5
#: Rates of fewer answers are shown with their interval.
ENOUGH_ANSWERS = 100
CONFIDENCE = 0.95


class By(StrEnum):
    """What the rows of a report stand for."""

    CATEGORY = "category"
    MODEL = "model"
    PROMPT = "prompt"
    AGENT = "agent"
    ENGINE = "engine"
    LANGUAGE = "language"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of 1 with its Wilson interval at 95 % (Wilson, 1927); all None when there is nothing to count."""

    of: int
    share: float | None
    low: float | None
    high: float | None


def rate(hits: int, of: int) -> Rate:
    """How many of `of` were hits, and between what the true rate probably lies."""
    if of == 0:
        return Rate(0, None, None, None)
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, shrunk = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / shrunk
    half = z / shrunk * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return Rate(of, share, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some drafts of one engine. Every figure but the medians can be added."""

    #: Notes that were posted.
    posted: int = 0
    #: Drafts that were paid for and not posted, because the customer had written again.
    dropped: int = 0
    #: Posted drafts that the customer's next message outdated before an agent answered.
    superseded: int = 0
    as_is: int = 0
    edited: int = 0
    ignored: int = 0
    #: Of all answered drafts; None without any.
    median_edit_distance: float | None = None
    #: Sentences of the answered drafts.
    draft_sentences: int = 0
    kept_sentences: int = 0
    kept_characters: int = 0
    #: US dollars, for every answer of the model, used or not.
    dollars: Decimal = Decimal(0)
    #: Answers that the guard sent back.
    retries: int = 0
    #: Seconds that the model took, retries included; None when it was not asked.
    median_latency_s: float | None = None

    @property
    def answered(self) -> int:
        """Drafts that an answer was held against."""
        return self.as_is + self.edited + self.ignored

    @property
    def accepted(self) -> int:
        """Drafts that were used, as they were or edited: what Zendesk calls accepted."""
        return self.as_is + self.edited


@dataclass(frozen=True, slots=True)
class Reason:
    """Why drafts fell back, and how many did."""

    because: str
    drafts: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of a report. Rates are those of drafts by the model; standard replies stand apart."""

    #: What the line stands for: "de", an agent's number; None for drafts of which it is not known.
    key: str | None
    #: As people read it.
    label: str
    #: By the model. Where the lines stand for engines, the line's own.
    drafts: Tally = field(default_factory=Tally)
    #: Standard replies.
    fallbacks: Tally = field(default_factory=Tally)
    #: The commonest first.
    fell_back_because: tuple[Reason, ...] = ()

    @property
    def posted(self) -> int:
        """All notes."""
        return self.drafts.posted + self.fallbacks.posted

    @property
    def acceptance(self) -> Rate:
        """Drafts that were used as they were or edited, of those that were answered."""
        return rate(self.drafts.accepted, self.drafts.answered)

    @property
    def as_is(self) -> Rate:
        """Drafts that were used as they were, of those that were answered."""
        return rate(self.drafts.as_is, self.drafts.answered)

    @property
    def fell_back(self) -> Rate:
        """Notes with the standard reply, of all notes."""
        return rate(self.fallbacks.posted, self.posted)

    @property
    def kept_share(self) -> float | None:
        """Share of the answered drafts' sentences that the answers kept."""
        return self.drafts.kept_sentences / self.drafts.draft_sentences if self.drafts.draft_sentences else None

    @property
    def typing_saved_minutes(self) -> float:
        """How long the kept sentences would have taken to type."""
        return self.drafts.kept_characters / CHARACTERS_A_WORD / WORDS_A_MINUTE

    @property
    def dollars(self) -> Decimal:
        """What all drafts cost, standard replies that were tried for included."""
        return self.drafts.dollars + self.fallbacks.dollars

    @property
    def dollars_per_accepted(self) -> Decimal | None:
        """What one used draft cost, with all that went into those that were not; None without any."""
        return self.dollars / self.drafts.accepted if self.drafts.accepted else None

    @property
    def retries(self) -> int:
        """Answers that the guard sent back."""
        return self.drafts.retries + self.fallbacks.retries


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What became of the drafts of some days."""

    by: By
    days: int
    #: Most notes first; days in their order.
    rows: Sequence[ReportRow]
    total: ReportRow
