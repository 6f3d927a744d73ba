"""Ids and names of archetypes: made of segments only, so that they stay when a strength changes."""

from collections.abc import Iterable


def archetype_id(segments: Iterable[str]) -> str:
    """The same for the same segments in every discovery, as "regular.high_value.active"."""
    return ".".join(segments)


def archetype_name(segments: Iterable[str]) -> str:
    """The segments for people: "Regular, high value, active"."""
    return ", ".join(segment.replace("_", " ") for segment in segments).capitalize()
