"""Which group of the shop's customers a question speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.rfm import RfmGroup, RfmSegment
from shared.domain.search import Condition, InArchetype, InRfmGroup, InSegment
from shared.errors import NotFound
from shared.questions.normal import plainly_written
from shared.store_ports import Segments
from shared.tools.archetypes.groups import named_group
from shared.tools.archetypes.named import key_of

#: What people put around a group's own name.
_AROUND = re.compile(
    r"^(?:the|our|my|all|archetype|segment|group)\s+"
    r"|\s+(?:customers?|buyers?|shoppers?|clients?|people|ones|archetypes?|segments?|groups?)$"
)


@dataclass(frozen=True, slots=True)
class MeantGroup:
    """A group that the shop has."""

    #: As the question calls it.
    said: str
    #: As `compare_segments` and `behaviour_analysis` take it.
    text: str
    where: Condition

    @property
    def archetype_id(self) -> str | None:
        """Of an archetype."""
        return self.where.archetype_id if isinstance(self.where, InArchetype) else None

    @property
    def segment(self) -> InSegment | None:
        """Of a segment."""
        return self.where if isinstance(self.where, InSegment) else None

    @property
    def rfm_group(self) -> RfmGroup | None:
        """Of an RFM group."""
        return RfmGroup(self.where.group) if isinstance(self.where, InRfmGroup) else None


def meant_group(segments: Segments, said: str) -> MeantGroup | None:
    """The group that the words mean: "Regulars" and "our regular buyers" are the segment "regular"; None if none."""
    for text in _ways_to_say(said):
        try:
            return MeantGroup(said, text, named_group(segments, text).where)
        except NotFound:
            continue
    return None


def meant_classic(said: str) -> RfmGroup | RfmSegment | None:
    """The RFM group, or else the classic RFM segment, that the words mean: "hibernating", "can't lose them"."""
    known: dict[str, RfmGroup | RfmSegment] = {segment.value: segment for segment in RfmSegment}
    known |= {group.lower(): group for group in RfmGroup}
    ways = (key_of(plainly_written(text).replace("can't", "cannot")) for text in _ways_to_say(said))
    return next((known[way] for way in ways if way in known), None)


def _ways_to_say(said: str) -> Iterator[str]:
    """The words, then without what stands around them, then in the singular; each once."""
    text = " ".join(said.lower().split())
    bare = text
    while (shorter := _AROUND.sub("", bare)) != bare:
        bare = shorter
    yield from dict.fromkeys((said, text, bare, bare.removesuffix("s"), f"{bare.removesuffix('s')}_buyer"))
