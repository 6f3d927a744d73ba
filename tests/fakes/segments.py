"""What discoveries found, in memory."""

from collections.abc import Mapping, Sequence
from datetime import date

from shared.domain.customers import Archetype
from shared.domain.trends import GroupPoint, PastPlace, Shift
from shared.errors import NotFound
from shared.store_ports import SnapshotFacts


class FakeSegments:
    """Knows the snapshot that it was given; None is a store before the first discovery."""

    def __init__(
        self,
        facts: SnapshotFacts | None,
        *archetypes: Archetype,
        histories: Mapping[str | tuple[str, str], Sequence[GroupPoint]] | None = None,
        shifts: Mapping[str | None, Sequence[Shift]] | None = None,
        shifts_from: date | None = None,
        places: Mapping[str, Sequence[PastPlace]] | None = None,
    ) -> None:
        """`histories` are by archetype id, or by axis and segment; profiles are kept from `shifts_from` on."""
        self.facts = facts
        self._archetypes = archetypes
        self._histories = histories or {}
        self._shifts = shifts or {}
        self._shifts_from = shifts_from
        self._places = places or {}
        #: Every day since which shifts were asked for.
        self.asked_since: list[date] = []

    def current(self) -> SnapshotFacts:
        """The snapshot; NotFound before the first discovery."""
        if self.facts is None:
            raise NotFound("nothing has been discovered yet: run selvage discover")
        return self.facts

    def archetypes(self) -> tuple[Archetype, ...]:
        """The archetypes, largest first."""
        return tuple(sorted(self._archetypes, key=lambda archetype: (-archetype.member_count, archetype.id)))

    def segment_history(self, axis: str, segment: str) -> tuple[GroupPoint, ...]:
        """The points that it was given, oldest first."""
        return self._history((axis, segment))

    def archetype_history(self, archetype_id: str) -> tuple[GroupPoint, ...]:
        """The points that it was given, oldest first."""
        return self._history(archetype_id)

    def shifts(self, axis: str | None, *, since: date) -> tuple[Shift, ...]:
        """Most customers first; NotFound when no profiles are kept from then, or there is no such axis."""
        self.asked_since.append(since)
        if self._shifts_from is None or since < self._shifts_from or axis not in self._shifts:
            raise NotFound("no profiles are kept from then")
        return tuple(sorted(self._shifts[axis], key=lambda shift: (-shift.customers, shift.before, shift.after)))

    def places_of(self, customer_id: str) -> tuple[PastPlace, ...]:
        """The places that it was given, oldest first."""
        return tuple(sorted(self._places.get(customer_id, ()), key=lambda place: place.as_of))

    def _history(self, key: str | tuple[str, str]) -> tuple[GroupPoint, ...]:
        return tuple(sorted(self._histories.get(key, ()), key=lambda point: point.as_of))
