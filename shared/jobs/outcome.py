"""How a job ends. An expected end is a value; an exception is a surprise that the retry table judges."""

from dataclasses import dataclass

from shared.domain.answers import Usage


@dataclass(frozen=True, slots=True)
class Drafted:
    """A note with a draft by Claude stands on the ticket."""

    note_id: int


@dataclass(frozen=True, slots=True)
class FellBack:
    """A note with the fallback reply stands on the ticket."""

    note_id: int
    because: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """There was nothing to do, and why."""

    because: str


@dataclass(frozen=True, slots=True)
class Paired:
    """An agent's answer was held against the draft."""

    usage: Usage


@dataclass(frozen=True, slots=True)
class Finished:
    """The job did what its kind says."""

    summary: str


Outcome = Drafted | FellBack | Skipped | Paired | Finished

#: What an agent did with a draft, in words.
USED = {Usage.AS_IS: "used as is", Usage.EDITED: "edited", Usage.IGNORED: "ignored"}


def state_of(outcome: Outcome) -> str:
    """The state that the job's row ends in."""
    return "skipped" if isinstance(outcome, Skipped) else "done"


def sentence_of(outcome: Outcome) -> str:
    """The outcome in words, for the row and for people; never a person's data."""
    match outcome:
        case Drafted(note_id):
            return f"drafted by Claude, note {note_id}"
        case FellBack(note_id, because):
            return f"fallback reply, note {note_id}: {because}"
        case Skipped(because):
            return because
        case Paired(usage):
            return f"the draft was {USED[usage]}"
        case Finished(summary):
            return summary
