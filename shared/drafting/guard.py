"""The last look at a draft before an agent sees it. No model is asked: the same draft always gets the same answer.

A draft passes because it consists of what a support letter consists of, not because nothing in it is on a list of evil:
docs/adr/0017. docs/drafting.md has the rules as a table, and what they cannot see.
"""

from collections.abc import Callable
from enum import StrEnum

from shared.drafting.claims import addresses, claimed_figures, granted_figures
from shared.drafting.deeds import claims_a_deed
from shared.drafting.demands import asks_for_secrets
from shared.drafting.discounts import goes_beyond_the_policy
from shared.drafting.echo import echoes_instructions, repeats_the_name
from shared.drafting.garble import has_shuffled_words, is_garbled
from shared.drafting.grounds import Grounds
from shared.drafting.languages import language_name
from shared.drafting.letters import folded
from shared.drafting.markup import has_markup
from shared.drafting.names import names_a_stranger
from shared.drafting.prompt_words import repeats_the_prompt
from shared.drafting.remedies import promises_a_remedy, promises_in_another_language
from shared.drafting.shape import is_no_letter
from shared.drafting.speech import asserted
from shared.drafting.suspect import Suspect, language_of, suspect_of
from shared.drafting.times import promises_a_time
from shared.drafting.topic import leaves_the_topic
from shared.drafting.vocabulary import speaks_to_agents

SHORTEST = 40
LONGEST = 2500


class Violation(StrEnum):
    """A rule that a draft breaks, as the agent reads it after "its draft"."""

    TOO_SHORT = "was too short"
    TOO_LONG = "was too long"
    PROMPT = "repeated parts of its instructions"
    MARKUP = "held markup, code or something encoded"
    GARBLED = "was garbled, or held pictures that no letter holds"
    SHAPE = "was no letter: something stood before its greeting, or it spoke of the writer's own life"
    LANGUAGE = "was in another language than the customer's or the shop's"
    UNREADABLE = "was in a language that cannot be checked"
    ECHO = "did what an instruction in the message asked for"
    TOPIC = "held words that belong to no support letter and to nothing that was said"
    NAME = "gave a name that is not in the ticket"
    FOR_AGENTS_ONLY = "used words that are for agents only"
    FIGURE = "gave a number, amount, date or code that is not in the ticket"
    ADDRESS = "gave an address or a link that is not in the ticket"
    BEYOND_POLICY = "went beyond the shop's policy"
    DEMAND = "asked for a password, card data or money"
    REMEDY = "promised a refund, a discount or the like"
    TIME = "promised a time that the shop has not named"
    DEED = "claimed that something was done, looked up or sent"


def check(text: str, grounds: Grounds, *, marker: str) -> tuple[Violation, ...]:
    """The rules that the draft breaks, in the order of the table; none for a draft that may be shown.

    `marker` is the one that the prompt was made with.
    """
    if len(text.strip()) < SHORTEST:
        return (Violation.TOO_SHORT,)
    if len(text) > LONGEST:
        return (Violation.TOO_LONG,)
    suspect = suspect_of(text, grounds, marker)
    return tuple(violation for violation, breaks in RULES if breaks(suspect))


def warn(text: str, grounds: Grounds) -> tuple[str, ...]:
    """What the agent should know about a draft that may be shown, a sentence each."""
    language = language_of(text, grounds)
    if grounds.language is None or language is None or language == grounds.language:
        return ()
    theirs, ours = (language_name(one) or one for one in (grounds.language, language))
    return (f"The customer wrote in {theirs}; this draft is in {ours}.",)


def _has_ungrounded_figures(suspect: Suspect) -> bool:
    return not claimed_figures(suspect.plain) <= granted_figures(suspect.said)


def _has_ungrounded_addresses(suspect: Suspect) -> bool:
    given = addresses(suspect.said)
    return any(
        not any(source == one or source.startswith(f"{one}/") for source in given) for one in addresses(suspect.plain)
    )


def _promises(suspect: Suspect) -> bool:
    return promises_a_remedy(suspect.unstated, suspect.said) or (
        suspect.language not in (None, "en") and promises_in_another_language(suspect.unstated)
    )


RULES: tuple[tuple[Violation, Callable[[Suspect], bool]], ...] = (
    (Violation.PROMPT, lambda suspect: repeats_the_prompt(suspect.plain, folded(suspect.marker))),
    (Violation.MARKUP, lambda suspect: has_markup(suspect.plain, suspect.said)),
    (
        Violation.GARBLED,
        lambda suspect: (
            is_garbled(suspect.text, suspect.plain, strict=bool(suspect.heard.instructions))
            or has_shuffled_words(suspect.sentences, suspect.language or "")
        ),
    ),
    (Violation.SHAPE, lambda suspect: is_no_letter(suspect.plain)),
    (Violation.LANGUAGE, lambda suspect: suspect.language is None),
    (Violation.UNREADABLE, lambda suspect: suspect.language is not None and not suspect.is_readable),
    (
        Violation.ECHO,
        lambda suspect: (
            echoes_instructions(
                suspect.plain, suspect.sentences, suspect.heard, suspect.language or "", said=suspect.said
            )
            or repeats_the_name(suspect.plain, suspect.grounds.name, suspect.heard)
        ),
    ),
    (
        Violation.TOPIC,
        lambda suspect: leaves_the_topic(
            suspect.sentences,
            suspect.language or "",
            strict=bool(suspect.heard.instructions),
            asked_for_knowledge=suspect.heard.asks_for_knowledge,
        ),
    ),
    (Violation.NAME, lambda suspect: names_a_stranger(suspect.sentences, suspect.language or "")),
    (Violation.FOR_AGENTS_ONLY, lambda suspect: speaks_to_agents(suspect.plain)),
    (Violation.FIGURE, _has_ungrounded_figures),
    (Violation.ADDRESS, _has_ungrounded_addresses),
    (
        Violation.BEYOND_POLICY,
        lambda suspect: goes_beyond_the_policy(asserted(suspect.plain), suspect.grounds.policy, suspect.said_by_shop),
    ),
    (Violation.DEMAND, lambda suspect: asks_for_secrets(suspect.plain)),
    (Violation.REMEDY, _promises),
    (Violation.TIME, lambda suspect: promises_a_time(suspect.plain, suspect.said_by_customer, suspect.said_by_shop)),
    (Violation.DEED, lambda suspect: claims_a_deed(suspect.unstated, suspect.said_by_customer, suspect.said_by_shop)),
)
