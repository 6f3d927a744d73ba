"""What an earlier question named, with what a follow-up names besides or instead."""

from collections.abc import Mapping

from shared.domain.questions import QueryKind, Slots

#: Slots that say the same thing in two ways: a new one takes the place of all that stand beside it.
INSTEAD_OF = (
    frozenset({"period", "months", "days"}),
    frozenset({"customer", "groups", "rfm_code"}),
    frozenset({"product", "category"}),
)


def overlaid(kind: QueryKind, earlier: Slots, said: Mapping[str, object]) -> Slots:
    """The earlier slots with those that were said, which may be None or empty to take one away."""
    kept = earlier.named()
    for alike in INSTEAD_OF:
        if alike & said.keys():
            kept = {name: value for name, value in kept.items() if name not in alike}
    fresh = dict(said)
    if kind is QueryKind.SEGMENT_COMPARISON:
        fresh |= _beside_the_first(earlier, said)
    return Slots(**{**kept, **fresh})


def _beside_the_first(earlier: Slots, said: Mapping[str, object]) -> dict[str, object]:
    """One group that is to be compared next stands beside the first of the earlier ones."""
    groups = said.get("groups")
    if isinstance(groups, tuple) and len(groups) == 1 and earlier.groups and earlier.groups[0] != groups[0]:
        return {"groups": (earlier.groups[0], groups[0])}
    return {}
