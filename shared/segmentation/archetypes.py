"""Archetypes: the signatures of dominant segments that customers share."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from shared.domain.customers import Archetype, AxisProfile, Profile, Strength, Trait

IN_WORDS = {Strength.STRONG: "", Strength.MODERATE: " (moderate)", Strength.WEAK: " (weak)"}


def signature_of(places: Iterable[AxisProfile]) -> tuple[Trait, ...]:
    """The dominant segment and its strength on every axis, in the order of the axes."""
    return tuple(Trait(place.axis, place.segment, place.strength) for place in places)


def archetype_id(signature: Sequence[Trait]) -> str:
    """The same for the same signature in every discovery, as "regular-strong.low_value-weak.active-moderate"."""
    return ".".join(f"{trait.segment}-{trait.strength}" for trait in signature)


def archetype_name(signature: Sequence[Trait]) -> str:
    """The signature for people: "Regular, low value (weak), active (moderate)"."""
    words = (trait.segment.replace("_", " ") + IN_WORDS[trait.strength] for trait in signature)
    return ", ".join(words).capitalize()


def archetypes_of(profiles: Iterable[Profile]) -> tuple[Archetype, ...]:
    """The archetypes of all customers that have one, largest first."""
    members: defaultdict[tuple[Trait, ...], list[float]] = defaultdict(list)
    customers = 0
    for profile in profiles:
        customers += 1
        if profile.axes:
            members[signature_of(profile.axes)].append(profile.historic_clv)
    found = [_archetype(signature, values, customers) for signature, values in members.items()]
    return tuple(sorted(found, key=lambda archetype: (-archetype.member_count, archetype.id)))


def _archetype(signature: tuple[Trait, ...], values: list[float], customers: int) -> Archetype:
    return Archetype(
        id=archetype_id(signature),
        name=archetype_name(signature),
        signature=signature,
        member_count=len(values),
        population_share=len(values) / customers,
        average_clv=round(sum(values) / len(values), 2),
        total_revenue=round(sum(values), 2),
    )
