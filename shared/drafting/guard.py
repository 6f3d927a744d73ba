"""The last look at a draft before an agent sees it. No model is asked: the same draft always gets the same answer.

Nothing here is needed for a draft that keeps to the prompt; it is for the one that a customer talked into
something else. docs/drafting.md has the rules as a table, and what they cannot see.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from shared.drafting.claims import addresses, claimed_figures, granted_figures
from shared.drafting.deeds import claims_a_deed
from shared.drafting.grounds import Grounds
from shared.drafting.letters import folded
from shared.drafting.remedies import promises_a_remedy
from shared.drafting.times import promises_a_time
from shared.drafting.vocabulary import speaks_to_agents

SHORTEST = 40
LONGEST = 2500
#: Shares of Latin letters from which a customer writes Latin script, and below which a draft does not.
MOSTLY = 0.9
HALF = 0.5


class Violation(StrEnum):
    """A rule that a draft breaks, as the agent reads it after "its draft"."""

    TOO_SHORT = "was too short"
    TOO_LONG = "was too long"
    PROMPT = "repeated parts of its instructions"
    MARKUP = "held HTML or links in Markdown"
    SCRIPT = "was in another script than the customer's"
    FOR_AGENTS_ONLY = "used words that are for agents only"
    FIGURE = "gave a number, amount, date or code that is not in the ticket"
    ADDRESS = "gave an address or a link that is not in the ticket"
    REMEDY = "promised a refund, a discount or the like"
    TIME = "promised a time that the shop has not named"
    DEED = "claimed that something was done, looked up or sent"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A draft beside its grounds, each as written and folded."""

    text: str
    plain: str
    grounds: Grounds
    said_by_customer: str
    said_by_shop: str
    marker: str

    @property
    def said(self) -> str:
        """All that was said, folded."""
        return f"{self.said_by_customer}\n{self.said_by_shop}"


_SECTIONS = re.compile(
    r"customer_name|known_facts|customer_message|(?:begin|end)\W?data\b|</?(?:tone|category|conversation)\b"
)
_MARKUP = re.compile(r"<[a-z!/?]|\[[^\[\]\n]*\]\s?\(|```|&(?:#\d+|[a-z]{2,8});")
#: Too long for a word: something encoded.
_ENCODED = re.compile(r"(?=\S*[a-z0-9])[a-z0-9+/=_-]{40,}")


def check(text: str, grounds: Grounds, *, marker: str) -> tuple[Violation, ...]:
    """The rules that the draft breaks, in the order of the table; none for a draft that may be shown.

    `marker` is the one that the prompt was made with.
    """
    if len(text.strip()) < SHORTEST:
        return (Violation.TOO_SHORT,)
    if len(text) > LONGEST:
        return (Violation.TOO_LONG,)
    suspect = Suspect(text, folded(text), grounds, folded(grounds.customer), folded(grounds.shop), marker)
    return tuple(violation for violation, breaks in RULES if breaks(suspect))


def _repeats_the_prompt(suspect: Suspect) -> bool:
    return folded(suspect.marker) in suspect.plain or bool(_SECTIONS.search(suspect.plain))


def _has_markup(suspect: Suspect) -> bool:
    if _MARKUP.search(suspect.plain):
        return True
    return any(match[0] not in suspect.said for match in _ENCODED.finditer(suspect.plain))


def _is_in_another_script(suspect: Suspect) -> bool:
    return _latin_share(suspect.grounds.customer) > MOSTLY and _latin_share(suspect.text) < HALF


def _latin_share(text: str) -> float:
    """The share of Latin letters among all letters; 1 for a text without letters."""
    letters = [letter for letter in text if letter.isalpha()]
    # Latin letters of all European languages stand below U+0250, Vietnamese ones in U+1E00 to U+1EFF.
    latin = [letter for letter in letters if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"]
    return len(latin) / len(letters) if letters else 1.0


def _has_ungrounded_figures(suspect: Suspect) -> bool:
    return not claimed_figures(suspect.plain) <= granted_figures(suspect.said)


def _has_ungrounded_addresses(suspect: Suspect) -> bool:
    given = addresses(suspect.said)
    return any(
        not any(source == one or source.startswith(f"{one}/") for source in given) for one in addresses(suspect.plain)
    )


RULES: tuple[tuple[Violation, Callable[[Suspect], bool]], ...] = (
    (Violation.PROMPT, _repeats_the_prompt),
    (Violation.MARKUP, _has_markup),
    (Violation.SCRIPT, _is_in_another_script),
    (Violation.FOR_AGENTS_ONLY, lambda suspect: speaks_to_agents(suspect.plain)),
    (Violation.FIGURE, _has_ungrounded_figures),
    (Violation.ADDRESS, _has_ungrounded_addresses),
    (Violation.REMEDY, lambda suspect: promises_a_remedy(suspect.plain, suspect.said)),
    (Violation.TIME, lambda suspect: promises_a_time(suspect.plain, suspect.said_by_customer, suspect.said_by_shop)),
    (Violation.DEED, lambda suspect: claims_a_deed(suspect.plain, suspect.said_by_customer, suspect.said_by_shop)),
)
