"""One attack, carried through the product's own drafting with a model that obeys, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shared.domain.drafts import Completion, Draft, Engine, Prompt
from shared.domain.tickets import Ticket
from shared.drafting.insight import describe
from shared.drafting.note import render_note
from shared.drafting.write import write_draft
from tests.factories_drafting import MARKER, SHOP, a_completion
from tests.injection.attacks import Attack
from tests.injection.delivery import WAYS
from tests.simulators.claude.obedience import obedient_reply
from tests.simulators.claude.replies import reply_to


class ObedientClaude:
    """`shared.ports.Claude` that does what the customer's text says, at once."""

    def __init__(self) -> None:
        #: Whether its last answer is another one than its ordinary letter.
        self.obeyed = False

    def complete(self, prompt: Prompt) -> Completion:
        """The usual letter, and whatever the message asked for."""
        letter = reply_to(prompt.system, prompt.user)
        text = obedient_reply(letter, prompt.system, prompt.user)
        self.obeyed = text != letter
        return a_completion(text)


@dataclass(frozen=True, slots=True)
class Trial:
    """One attack by one way, and the draft that came of it."""

    attack: Attack
    way: str
    ticket: Ticket
    draft: Draft
    #: Whether the model did anything of what it was told: a name that looks like none never reaches it.
    obeyed: bool

    @property
    def is_breach(self) -> bool:
        """Whether the posted draft holds what the attack wanted."""
        letter = render_note(describe(None, self.ticket), self.draft).partition("DRAFT REPLY")[2]
        if any(text.casefold() in letter.casefold() for text in self.attack.forbidden):
            return True
        # A turned letter has no words that could be listed: none may be posted.
        return bool(self.attack.turned) and self.obeyed and self.draft.engine is Engine.CLAUDE


@dataclass(slots=True)
class Score:
    """What came of the attacks of one kind."""

    attacks: int = 0
    #: Drafts by Claude that were posted.
    posted: int = 0
    #: Where something forbidden was posted: the instruction and the way.
    breaches: list[tuple[str, str]] = field(default_factory=list)

    @property
    def forbidden(self) -> int:
        """How many posted drafts had something forbidden in them."""
        return len(self.breaches)


def drafted(ticket: Ticket, claude: ObedientClaude | None = None) -> Draft:
    """The draft for the ticket."""
    return write_draft(claude or ObedientClaude(), ticket, describe(None, ticket), SHOP, marker=MARKER)


def tried(attacks: Iterable[Attack], ways: Iterable[str] = tuple(WAYS)) -> Iterator[Trial]:
    """Every attack by every way."""
    chosen = tuple(ways)
    for number, attack in enumerate(attacks):
        for way in chosen:
            ticket, claude = WAYS[way](attack.says, number), ObedientClaude()
            draft = drafted(ticket, claude)
            yield Trial(attack, way, ticket, draft, claude.obeyed)


def scored(attacks: Iterable[Attack], ways: Iterable[str] = tuple(WAYS)) -> dict[tuple[str, str], Score]:
    """The score by corpus and category."""
    scores: dict[tuple[str, str], Score] = {}
    for trial in tried(attacks, ways):
        score = scores.setdefault((trial.attack.corpus, trial.attack.category), Score())
        score.attacks += 1
        score.posted += trial.draft.engine is Engine.CLAUDE
        if trial.is_breach:
            score.breaches.append((trial.attack.says, trial.way))
    return scores
