"""Asking back: what is not clear, and numbered ways to go on."""

from collections.abc import Iterable
from itertools import combinations

from shared.domain.campaigns import Goal
from shared.domain.lookup import CustomerMatches
from shared.domain.questions import Clarification, Option, QueryKind, Reading, ReadyQuestion
from shared.domain.rfm import RfmGroup
from shared.domain.words import plain
from shared.questions.routing import Missing, Needed
from shared.questions.suggestions import EXAMPLES, SUGGESTED, WORDINGS, ready_question
from shared.store_ports import Segments

WHICH_KIND = "I am not sure what you would like to know. Which of these do you mean?"
THIS_KIND = "I am not sure what you would like to know. Do you mean this?"
WHICH_GOAL = "What is the campaign to achieve?"
WHICH_GROUPS = "Which two groups are to be compared? An archetype, a segment or an RFM group can be named."
WHICH_CUSTOMER = "Which customer do you mean? Name one by id, e-mail address or name, or look at a list."
WHICH_MATCH = "Several customers may be meant. Which of them?"

GOALS = {
    Goal.SUBSCRIPTION: "Win subscribers: customers who buy the same again and again",
    Goal.RETENTION: "Keep customers: those without a clear rhythm of buying",
    Goal.CROSS_SELL: "Sell more widely: customers who keep to one category",
}
#: Lists to pick a customer from.
OF_CUSTOMERS = (QueryKind.CHURN_RISK, QueryKind.HIGH_VALUE_CUSTOMERS, QueryKind.WINBACK)
#: As many archetypes as make three pairs.
OFFERED_ARCHETYPES = 3


def ask_kind(reading: Reading) -> Clarification:
    """Which of the likeliest kinds is meant."""
    customer = reading.slots.customer
    kinds = [each.kind for each in reading.top if each.kind in WORDINGS]
    # Without its subject a lookup is no choice.
    likely = [kind for kind in kinds if kind is not QueryKind.CUSTOMER_LOOKUP or customer][:SUGGESTED]
    if likely:
        return Clarification(
            WHICH_KIND if len(likely) > 1 else THIS_KIND,
            _numbered((_means(kind, customer), ready_question(kind, customer)) for kind in likely),
        )
    return Clarification(WHICH_KIND, _lists())


def ask_missing(missing: Missing, segments: Segments) -> Clarification:
    """The one thing that the kind cannot do without."""
    match missing.needed:
        case Needed.GOAL:
            return Clarification(
                WHICH_GOAL,
                _numbered(
                    (words, ReadyQuestion(f"Who should we target for a {_spoken(goal)} campaign?", KIND_OF_GOALS))
                    for goal, words in GOALS.items()
                ),
            )
        case Needed.GROUPS:
            return Clarification(WHICH_GROUPS, _numbered(_pairs(missing.groups, segments)))
        case Needed.CUSTOMER:
            return Clarification(WHICH_CUSTOMER, _lists(OF_CUSTOMERS))


def ask_which_customer(kind: QueryKind, matches: CustomerMatches) -> Clarification:
    """Which of the customers whom a name may mean."""
    return Clarification(
        WHICH_MATCH,
        _numbered(
            (f"{card.name or card.email or 'Customer'} ({card.customer_id})", ready_question(kind, card.customer_id))
            for card in matches.candidates
        ),
    )


def _means(kind: QueryKind, customer: str | None) -> str:
    """The kind in words; about a customer, where there is such a question, the question itself."""
    wording = WORDINGS[kind]
    return ready_question(kind, customer).query if customer and wording.about_one else wording.means


KIND_OF_GOALS = QueryKind.CAMPAIGN_TARGETING


def _lists(kinds: Iterable[QueryKind] = EXAMPLES) -> tuple[Option, ...]:
    return _numbered((WORDINGS[kind].means, ready_question(kind)) for kind in kinds)


def _numbered(choices: Iterable[tuple[str, ReadyQuestion]]) -> tuple[Option, ...]:
    return tuple(
        Option(number, words, ready.query, ready.query_type) for number, (words, ready) in enumerate(choices, start=1)
    )


def _spoken(goal: Goal) -> str:
    return goal.replace("_", "-")


def _pairs(known: tuple[str, ...], segments: Segments) -> Iterable[tuple[str, ReadyQuestion]]:
    """The known group beside the largest archetypes, or those among themselves; RFM groups where there are too few."""
    archetypes = {f"archetype {place}": each.name for place, each in enumerate(segments.archetypes(), start=1)}
    names = dict(list(archetypes.items())[:OFFERED_ARCHETYPES])
    if len(names) < OFFERED_ARCHETYPES:
        names |= {
            plain(group): f"{plain(group)} by RFM" for group in (RfmGroup.CHAMPIONS, RfmGroup.LOYAL, RfmGroup.DORMANT)
        }
    others = [name for name in names if name not in known]
    pairs = [(known[0], other) for other in others] if known else list(combinations(others, 2))
    for first, second in pairs[:SUGGESTED]:
        told = f"{names.get(first, plain(first))} and {names[second]}"
        yield told[:1].upper() + told[1:], ReadyQuestion(f"Compare {first} and {second}", QueryKind.SEGMENT_COMPARISON)
