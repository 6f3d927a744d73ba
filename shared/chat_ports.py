"""STUB until the branch with the real one is merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from shared.domain.access import Role
from shared.domain.questions import QueryKind, QuestionAnswer


@dataclass(frozen=True, slots=True)
class Asker:
    person: str
    role: Role


@dataclass(frozen=True, slots=True)
class Earlier:
    query_type: QueryKind
    slots: Mapping[str, object]


class Analyst(Protocol):
    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer: ...
    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object: ...
    def draft_report(self, asker: Asker, *, days: int) -> object: ...
