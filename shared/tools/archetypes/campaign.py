"""`recommend_segments_for_campaign`: which archetypes a campaign should be aimed at."""

from collections.abc import Mapping
from typing import Annotated

from shared.domain.campaigns import CAMPAIGNS, CampaignRule, CampaignTarget, CampaignTargets, Goal
from shared.domain.customers import Archetype
from shared.domain.money import money
from shared.domain.search import AnyOf, Condition, GroupBy, GroupFigures, InSegment
from shared.domain.words import counted, joined, percent, plain
from shared.store_ports import Customers, Segments, SnapshotFacts
from shared.tools.archetypes.named import NO_ARCHETYPES
from shared.tools.archetypes.places import members_by_archetype, usual_places
from shared.tools.bounds import Within

SEGMENTS = Within(1, 20)


def recommend_segments_for_campaign(
    customers: Customers, segments: Segments, *, goal: Goal, max_segments: Annotated[int, SEGMENTS] = 5
) -> CampaignTargets:
    """At most `max_segments` (1 to 20) archetypes that suit the goal, most members first, with the reasoning.

    Subscription: archetypes of routine or consumable buyers. Retention: those whose purchase frequency is weak.
    Cross-sell: those loyal to a category. When none is, the next best are those where such customers are commoner
    than in the shop, most of them first, and the answer says so.
    """
    SEGMENTS.check("max_segments", max_segments)
    rule, facts, archetypes = CAMPAIGNS[goal], segments.current(), segments.archetypes()
    suited = members_by_archetype(customers, _suited(rule, facts))
    chosen = _qualified(customers, facts, archetypes, rule)
    because = None
    if not chosen:
        because = _because(rule, facts, archetypes)
        chosen = _nearest(archetypes, suited)
    figures = {group.group: group for group in customers.groups(GroupBy.ARCHETYPE)} if chosen else {}
    targets = tuple(
        _target(archetype, rule, figures[archetype.id], suited.get(archetype.id, 0), facts, qualifies=because is None)
        for archetype in chosen[:max_segments]
    )
    return CampaignTargets(
        goal=goal,
        rule=_rule_in_words(rule),
        targets=targets,
        total=len(chosen),
        suited=sum(suited.values()),
        because=because,
        currency=facts.currency,
        as_of=facts.as_of,
    )


def _suited(rule: CampaignRule, facts: SnapshotFacts) -> Condition:
    """What a single customer must meet."""
    if rule.axis not in facts.axes:
        return rule.instead.where
    names = rule.segments or facts.axes[rule.axis]
    return AnyOf(tuple(InSegment(rule.axis, name, rule.strength) for name in names))


def _qualified(
    customers: Customers, facts: SnapshotFacts, archetypes: tuple[Archetype, ...], rule: CampaignRule
) -> tuple[Archetype, ...]:
    """The archetypes that meet the rule as a whole, most members first."""
    places = usual_places(customers, facts, archetypes, rule.axis)
    return tuple(
        archetype
        for archetype in sorted(archetypes, key=lambda archetype: (-archetype.member_count, archetype.id))
        if (place := places.get(archetype.id))
        and (not rule.segments or place.segment in rule.segments)
        and rule.strength in {None, place.strength}
    )


def _nearest(archetypes: tuple[Archetype, ...], suited: Mapping[str, int]) -> tuple[Archetype, ...]:
    """The archetypes with at least the shop's share of suited customers, most of them first."""
    members = sum(archetype.member_count for archetype in archetypes)
    usual = sum(suited.values()) / members if members else 0.0
    near = (each for each in archetypes if each.id in suited and suited[each.id] >= usual * each.member_count)
    return tuple(sorted(near, key=lambda archetype: (-suited[archetype.id], -archetype.member_count, archetype.id)))


def _target(
    archetype: Archetype,
    rule: CampaignRule,
    figures: GroupFigures,
    suited: int,
    facts: SnapshotFacts,
    *,
    qualifies: bool,
) -> CampaignTarget:
    who = rule.who if rule.axis in facts.axes else rule.instead.words
    members = counted(archetype.member_count, "customer")
    share = percent(suited / archetype.member_count)
    at_risk = counted(figures.at_risk, "customer") if figures.at_risk else "nobody"
    spent = f"{money(figures.revenue, facts.currency)} so far, {at_risk} at risk"
    label = "" if qualifies else "next best: "
    return CampaignTarget(
        archetype=archetype,
        qualifies=qualifies,
        suited=suited,
        figures=figures,
        reasoning=f"{label}{members}, {share} of them {who}: {rule.why}; {spent}",
    )


def _rule_in_words(rule: CampaignRule) -> str:
    names = joined(tuple(plain(name) for name in rule.segments), "or")
    strength = f"{rule.strength} " if rule.strength else ""
    return (
        f"archetypes whose {strength}{plain(rule.axis)} is {names}"
        if names
        else (f"archetypes whose {plain(rule.axis)} is {rule.strength}")
    )


def _because(rule: CampaignRule, facts: SnapshotFacts, archetypes: tuple[Archetype, ...]) -> str:
    """Why no archetype meets the rule."""
    if not archetypes:
        return NO_ARCHETYPES
    if rule.axis not in facts.axes:
        left_out = facts.left_out.get(rule.axis, "these orders do not support it")
        return f"{plain(rule.axis)} was left out: {left_out}"
    return f"there are no {_rule_in_words(rule)}"
