"""Segments whose archetypes, and moves between them, are kept in Redis."""

from datetime import date

from pydantic import TypeAdapter

from shared.domain.customers import Archetype
from shared.domain.trends import GroupPoint, PastPlace, Shift
from shared.store.cached.kept import Kept
from shared.store_ports import Segments, SnapshotFacts

ARCHETYPES = TypeAdapter(tuple[Archetype, ...])
SHIFTS = TypeAdapter(tuple[Shift, ...])


class CachedSegments:
    """Keeps what `shared.store_ports.Segments` promises, over other segments. The rest takes Postgres no longer."""

    def __init__(self, segments: Segments, kept: Kept) -> None:
        self._segments, self._kept = segments, kept

    def current(self) -> SnapshotFacts:
        """The current snapshot; NotFound before the first discovery."""
        return self._segments.current()

    def archetypes(self) -> tuple[Archetype, ...]:
        """The current archetypes, largest first."""
        return self._kept.or_else("archetypes", ARCHETYPES, self._segments.archetypes)

    def segment_history(self, axis: str, segment: str) -> tuple[GroupPoint, ...]:
        """The segment in every snapshot that has it, oldest first, the newest run of each day."""
        return self._segments.segment_history(axis, segment)

    def archetype_history(self, archetype_id: str) -> tuple[GroupPoint, ...]:
        """The archetype in every snapshot, oldest first; no members where it did not occur."""
        return self._segments.archetype_history(archetype_id)

    def shifts(self, axis: str | None, *, since: date) -> tuple[Shift, ...]:
        """How many customers moved between archetypes (or segments of `axis`) since the newest snapshot by `since`.

        Most first, those who stayed included. NotFound when no profiles are kept from then.
        """
        return self._kept.or_else(
            f"shifts:{axis or ''}:{since}", SHIFTS, lambda: self._segments.shifts(axis, since=since)
        )

    def places_of(self, customer_id: str) -> tuple[PastPlace, ...]:
        """Where the customer stood in each snapshot whose profiles are kept, oldest first."""
        return self._segments.places_of(customer_id)
