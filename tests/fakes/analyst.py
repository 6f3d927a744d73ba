"""An analyst that answers over a shop in memory and remembers who asked what."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import BaseModel, TypeAdapter, ValidationError

from services.api.routes.drafts import ReportQuestion
from services.api.routes.questions import Question
from shared.domain.access import Asker, Caller, Door, Permission
from shared.domain.draft_figures import ReportFigures, figures_of
from shared.domain.draft_report import By, DraftReport, ReportRow
from shared.domain.questions import Earlier, QueryKind, QuestionAnswer
from shared.errors import Denied, InvalidPayload, NotAllowed, SelvageError, TooMany
from shared.questions.answerer import Answerer
from shared.questions.engines import Readers
from shared.questions.offline.reader import OfflineReader
from shared.questions.wire import answer_json, plainly, read_answer
from shared.tools.arguments import wrong_words
from shared.tools.desk import allow
from shared.tools.registry import tool_named
from shared.tools.results import from_json
from shared.tools.stores import Stores
from tests.factories_questions import a_desk, a_full_shop
from tests.fakes.audit import FakeAudit

_REPORT = TypeAdapter(ReportFigures)
#: Loaded once for all: it weighs thousands of words.
_OFFLINE = OfflineReader()


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of the analyst."""

    asker: Asker
    #: The question, the tool's name, or "drafts".
    what: str
    kind: QueryKind | None = None
    earlier: Earlier | None = None
    arguments: Mapping[str, object] | None = None


class FakeAnalyst:
    """`shared.chat_ports.Analyst` over the stores that it was given, or over the full shop of the tests."""

    def __init__(self, stores: Stores | None = None, *, limit: int | None = None) -> None:
        """With `limit` each person may ask so often, for ever."""
        stores = stores or a_full_shop()
        #: Whom it has told about.
        self.audit = FakeAudit()
        self._desk = a_desk(stores, self.audit)
        self._answerer = Answerer(self._desk, Readers(_OFFLINE), stores.segments)
        self._limit = limit
        #: Every call, oldest first.
        self.asked: list[Asked] = []
        #: What every call raises while it is set.
        self.failure: SelvageError | None = None
        #: What became of the drafts.
        self.report: DraftReport | None = None

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """What the answerer says, as it arrives over the wire."""
        with self._heard(Asked(asker, question, kind=kind, earlier=earlier)) as caller:
            _check(Question, query=question, query_type=kind)
            sent = None if earlier is None else Earlier(earlier.query_type, plainly(earlier.slots))
            return read_answer(answer_json(self._answerer.answer(caller, question, kind=kind, earlier=sent)))

    def tool(self, asker: Asker, name: str, arguments: Mapping[str, object]) -> object:
        """What the desk says, as it arrives over the wire."""
        with self._heard(Asked(asker, name, arguments=arguments)) as caller:
            function = tool_named(name).function
            return from_json(function, self._desk.json(caller, name, plainly(arguments), Door.REST))

    def draft_report(self, asker: Asker, *, days: int) -> ReportFigures:
        """The report that the test gave, or one of no drafts."""
        with self._heard(Asked(asker, "drafts", arguments={"days": days})) as caller:
            _check(ReportQuestion, days=days)
            allow(caller, Permission.DRAFTS)
            report = self.report or DraftReport(By.CATEGORY, days, (), ReportRow(None, "all"))
            return _REPORT.validate_json(_REPORT.dump_json(figures_of(report)))

    @contextmanager
    def _heard(self, asked: Asked) -> Iterator[Caller]:
        self.asked.append(asked)
        if self.failure:
            raise self.failure
        if self._limit is not None and sum(each.asker == asked.asker for each in self.asked) > self._limit:
            raise TooMany("your limit is used up: wait a minute", retry_after=60, limit=self._limit)
        try:
            yield Caller(asked.asker.person, asked.asker.person, asked.asker.role)
        except Denied as error:
            raise NotAllowed(str(error)) from error


def _check(form: type[BaseModel], **told: object) -> None:
    """InvalidPayload when the route would not take it."""
    try:
        form.model_validate(told)
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error
