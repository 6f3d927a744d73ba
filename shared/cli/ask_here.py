"""Answering a question here, straight from the database: what `selvage ask` does."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from shared.cli.settings_door import database_url
from shared.domain.access import Caller, Door, Role
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.door_wiring import answerer, front_desk, question_readers
from shared.errors import InvalidPayload
from shared.questions.engines import Readers
from shared.settings import Settings
from shared.store.database import Database

#: Whoever has the database may see everything; the audit and the costs have them by this name.
OPERATOR = Caller("cli", "selvage ask", Role.ADMIN)


def answer_here(settings: Settings, question: str, *, engine: str | None, kind: str | None) -> QuestionAnswer:
    """The answer; see `Answerer.answer`. InvalidPayload when there is no such kind, or the question is blank."""
    if not question.strip():
        raise InvalidPayload("the question is blank")
    meant = _kind(kind)
    with _database(settings) as database:
        return answerer(settings, database, front_desk(settings, database)).answer(
            OPERATOR,
            question,
            kind=meant,
            engine=QuestionEngine(engine) if engine else None,
            door=Door.CLI,
        )


@contextmanager
def readers_here(settings: Settings) -> Iterator[Readers]:
    """All engines, within the block; costs are counted in the settings' database."""
    with _database(settings) as database:
        yield question_readers(settings, database)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(database_url(settings), size=1)
    database.open()
    with closing(database):
        yield database


def _kind(name: str | None) -> QueryKind | None:
    try:
        return QueryKind(name) if name else None
    except ValueError as error:
        raise InvalidPayload(f"there is no such kind; there are {', '.join(QueryKind)}") from error
