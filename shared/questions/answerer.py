"""From a question in plain language to the answer that people get."""

import logging
from dataclasses import dataclass, replace

from shared.domain.access import Caller, Door, Permission
from shared.domain.lookup import CustomerMatches
from shared.domain.questions import (
    Clarification,
    Earlier,
    Likelihood,
    QueryKind,
    QuestionAnswer,
    QuestionEngine,
    RankedKind,
    Reading,
    ReadyQuestion,
    Slots,
)
from shared.errors import NotFound
from shared.questions.clarification import ask_kind, ask_missing, ask_which_customer
from shared.questions.engines import Readers
from shared.questions.followups.refining import may_stand_alone, refined
from shared.questions.followups.slots_told import slots_told
from shared.questions.routing import Call, Missing, Route, route
from shared.questions.slots.read import read_slots
from shared.questions.suggestions import next_questions
from shared.questions.summaries.sentences import sentence
from shared.questions.summaries.summary import summary_of
from shared.store_ports import Segments, SnapshotFacts
from shared.tools.desk import Answer, Desk, allow
from shared.tools.results import on_the_wire

log = logging.getLogger(__name__)

NOT_OURS = (
    "That is not something that I can answer. I tell about this shop's customers, sales and products, and change"
    " nothing. You could ask one of the questions below."
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is left to say once a question has been read."""

    summary: str
    parameters: dict[str, object]
    tool: str | None = None
    data: object = None
    notes: tuple[str, ...] = ()
    next_questions: tuple[ReadyQuestion, ...] = ()
    clarification: Clarification | None = None


class Answerer:
    """Answers questions for callers, through the one desk that all tools are asked at."""

    def __init__(self, desk: Desk, readers: Readers, segments: Segments) -> None:
        self._desk, self._readers, self._segments = desk, readers, segments

    def answer(
        self,
        caller: Caller,
        question: str,
        *,
        kind: QueryKind | None = None,
        earlier: Earlier | None = None,
        engine: QuestionEngine | None = None,
        door: Door = Door.QUESTION,
    ) -> QuestionAnswer:
        """The answer, or what has to be asked back.

        With `kind` the asker has said what is meant, and no engine is asked; with `engine` only that one reads. With
        `earlier` a text that goes on from that answer ("only VIPs", "again") is of its kind, or of `kind`, and keeps
        what it named. Raises Denied when the caller may not ask, or not this; InvalidPayload when `earlier` holds what
        no answer does; NotFound before the first discovery; Retryable when a store is away. What a tool does not find
        is an answer.
        """
        allow(caller, Permission.QUESTION)
        facts = self._segments.current()
        going_on = _going_on(question, facts, kind, earlier)
        if going_on and kind is None and may_stand_alone(question) and self._changes_nothing(going_on, facts):
            anew = self._read(caller, question, facts, kind, engine)
            # Where it means nothing by itself, it is told what could not be taken into account.
            going_on = going_on if anew.is_unsure or anew.kind is QueryKind.OUT_OF_SCOPE else anew
        reading = going_on or self._read(caller, question, facts, kind, engine)
        said = self._say(caller, reading, facts, door)
        log.info(
            "question.answered",
            extra={"key_id": caller.key_id, "kind": reading.kind, "engine": reading.engine, "tool": said.tool},
        )
        return QuestionAnswer(
            query_type=reading.kind,
            parameters=said.parameters,
            slots=reading.slots.named(),
            tool=said.tool,
            engine=reading.engine,
            confidence=reading.confidence,
            runner_up=reading.runner_up,
            top=tuple(RankedKind(each.kind, each.probability) for each in reading.top),
            data=said.data,
            summary=said.summary,
            notes=said.notes,
            next_questions=said.next_questions,
            clarification=said.clarification,
            fell_back_because=reading.fell_back_because,
            as_of=facts.as_of,
            currency=facts.currency,
        )

    def _read(
        self, caller: Caller, question: str, facts: SnapshotFacts, kind: QueryKind | None, engine: QuestionEngine | None
    ) -> Reading:
        # The present is the store's own: "next quarter" comes after the newest order.
        today = facts.as_of
        if kind is None:
            return self._readers.read(question, today=today, key_id=caller.key_id, engine=engine)
        slots = read_slots(question, today=today)
        return Reading(kind, 1.0, (Likelihood(kind, 1.0),), QuestionEngine.ASKER, slots)

    def _changes_nothing(self, reading: Reading, facts: SnapshotFacts) -> bool:
        """Whether nothing that was said to change an answer can be used for it: it may be another question."""
        if not reading.insisted:
            return False
        found = route(
            reading.kind, reading.slots, segments=self._segments, today=facts.as_of, insisted=reading.insisted
        )
        return isinstance(found, Route) and not reading.insisted & found.parameters.keys()

    def _say(self, caller: Caller, reading: Reading, facts: SnapshotFacts, door: Door) -> _Said:
        if reading.is_unsure:
            return _asked_back(ask_kind(reading), reading.slots)
        if reading.kind is QueryKind.OUT_OF_SCOPE:
            return _Said(NOT_OURS, reading.slots.named(), next_questions=next_questions(reading.kind))
        found = route(
            reading.kind, reading.slots, segments=self._segments, today=facts.as_of, insisted=reading.insisted
        )
        if isinstance(found, Missing):
            return _asked_back(ask_missing(found, self._segments), reading.slots)
        return self._ask_tool(caller, reading.kind, found, facts, door)

    def _ask_tool(self, caller: Caller, kind: QueryKind, way: Route, facts: SnapshotFacts, door: Door) -> _Said:
        customer = None
        call = way.call
        if "customer_id" in call.arguments:
            looked_up = self._ask(caller, Call("customer_lookup", {"text": call.arguments["customer_id"]}), door)
            matches = looked_up.result
            if not isinstance(matches, CustomerMatches) or matches.profile is None:
                return _not_one(kind, looked_up, way, facts)
            customer = matches.profile.customer_id
            call = Call(call.tool, {**call.arguments, "customer_id": customer})
        try:
            answer = self._ask(caller, call, door)
        except NotFound as error:
            return _Said(
                sentence(str(error)), way.parameters, call.tool, notes=way.notes, next_questions=next_questions(kind)
            )
        return _Said(
            summary=summary_of(answer.result, facts.currency),
            parameters=way.parameters,
            tool=call.tool,
            data=on_the_wire(answer.result),
            notes=way.notes,
            next_questions=next_questions(kind, customer or _customer_in(answer.result)),
        )

    def _ask(self, caller: Caller, call: Call, door: Door) -> Answer:
        return self._desk.answer(caller, call.tool, call.arguments, door)


def _going_on(question: str, facts: SnapshotFacts, kind: QueryKind | None, earlier: Earlier | None) -> Reading | None:
    """How the question is read where it goes on from an earlier answer; None where it starts anew."""
    if earlier is None:
        return None
    meant = kind or earlier.query_type
    found = refined(question, meant, slots_told(earlier.slots), today=facts.as_of)
    if found is None:
        return None
    engine = QuestionEngine.RULES if kind is None else QuestionEngine.ASKER
    return Reading(meant, 1.0, (Likelihood(meant, 1.0),), engine, found.slots, insisted=found.insisted)


def _asked_back(clarification: Clarification, slots: Slots) -> _Said:
    return _Said(
        summary=clarification.question,
        parameters=slots.named(),
        next_questions=tuple(ReadyQuestion(option.query, option.query_type) for option in clarification.options),
        clarification=clarification,
    )


def _not_one(kind: QueryKind, looked_up: Answer, way: Route, facts: SnapshotFacts) -> _Said:
    """Nobody, or more than one customer, is called what the question calls the customer."""
    matches = looked_up.result
    said = _Said(
        summary=summary_of(matches, facts.currency),
        parameters=way.parameters,
        tool=looked_up.tool.name,
        data=on_the_wire(matches),
        notes=way.notes,
    )
    if isinstance(matches, CustomerMatches) and matches.candidates:
        asked = _asked_back(ask_which_customer(kind, matches), Slots())
        return replace(said, next_questions=asked.next_questions, clarification=asked.clarification)
    return replace(said, next_questions=next_questions(kind))


def _customer_in(result: object) -> str | None:
    """The one customer that a lookup found."""
    return result.profile.customer_id if isinstance(result, CustomerMatches) and result.profile else None
