"""Which group of customers somebody means: an archetype, a segment or an RFM group."""

from dataclasses import dataclass

from shared.domain.rfm import RfmGroup, RfmSegment
from shared.domain.rfm_analysis import in_classic
from shared.domain.search import Condition, InArchetype, InRfmGroup, InSegment
from shared.domain.words import joined, plain
from shared.errors import NotFound
from shared.store_ports import Segments
from shared.tools.archetypes.named import key_of, named_archetype, named_segment

#: Between an axis and its segment, as in "purchase_frequency:frequent".
OF_AXIS = ":"


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of customers, in words and as a condition."""

    name: str
    where: Condition


def named_group(segments: Segments, text: str) -> NamedGroup:
    """The group that `text` names; NotFound when there is none, or more than one.

    An archetype by id, name or place by size, a segment as "axis:segment" or by its own name where only one axis
    has it, or an RFM group by Shopify's name or the classic one.
    """
    if OF_AXIS in text:
        axis, _, segment = text.partition(OF_AXIS)
        return _segment(named_segment(segments.current(), axis, segment))
    return _by_own_name(segments, text) or _archetype(segments, text)


def _by_own_name(segments: Segments, text: str) -> NamedGroup | None:
    wanted = key_of(text)
    axes = [axis for axis, names in segments.current().axes.items() if wanted in names]
    if len(axes) > 1:
        choices = joined(tuple(f"{axis}{OF_AXIS}{wanted}" for axis in axes), "or")
        raise NotFound(f"more than one axis has such a segment: say {choices}")
    if axes:
        return _segment(InSegment(axes[0], wanted))
    group = next((group for group in RfmGroup if group.lower() == wanted), None)
    if group:
        return NamedGroup(f"{plain(group)} by RFM", InRfmGroup(group))
    classic = next((each for each in RfmSegment if each.lower() == wanted), None)
    return NamedGroup(f"{plain(classic)} by RFM", in_classic(classic)) if classic else None


def _segment(place: InSegment) -> NamedGroup:
    return NamedGroup(f"{plain(place.segment)} by {plain(place.axis)}", place)


def _archetype(segments: Segments, text: str) -> NamedGroup:
    archetype = named_archetype(segments.archetypes(), text)
    return NamedGroup(archetype.name, InArchetype(archetype.id))
