"""What the team's analyst in Slack stands on, as Protocols."""

from collections.abc import Mapping
from typing import Protocol

from shared.domain.access import Asker
from shared.domain.draft_figures import ReportFigures
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer


class Analyst(Protocol):
    """The analytics API, asked for people.

    Every call may raise NotAllowed when the person's role does not allow it and TooMany when the person has asked too
    often, each with a sentence for the person; Denied when our own key is not accepted; Retryable when the API is away
    or takes longer than the deadline; and Permanent when its answer cannot be read.
    """

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """The answer to a question in plain language, with `data` as the result type of the tool that answered.

        `kind` is what is meant where a button says so. `earlier` is what the answer before was read as: a text that
        goes on from it ("only VIPs", "again") keeps its kind and slots. Raises InvalidPayload, with a sentence, when
        the question cannot be taken (1 to 1,000 characters), and NotFound before the first discovery.
        """

    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object:
        """The result of a tool of the registry, as the tool's own type.

        Raises NotFound, with a sentence, when there is no such tool or what it is asked about does not exist, and
        InvalidPayload when the arguments are not right.
        """

    def draft_report(self, asker: Asker, *, days: int) -> ReportFigures:
        """What became of the drafts of so many last days (1 to 3,660), by category; InvalidPayload for other days."""
