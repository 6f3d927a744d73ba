"""What somebody wrote or clicked in Slack, from the row that the door kept to an answer that they see."""

import logging
from math import ceil

from services.slackbot.app import listeners
from services.slackbot.session import Session
from shared.domain.words import counted
from shared.errors import (
    LeaseLost,
    NotAllowed,
    NotFound,
    NotYet,
    Permanent,
    Retryable,
    SelvageError,
    TooMany,
    Uncertain,
)
from shared.jobs.job import AnswerSlack
from shared.jobs.outcome import Outcome, Skipped
from shared.jobs.retry import BASE_S, UNCERTAIN_S
from shared.ports import Lease
from shared.questions.summaries.sentences import sentence
from shared.slack_ports import SlackNeighbours

log = logging.getLogger(__name__)

TOLD_WITHIN = 5
#: Longer pauses between attempts would be felt by whoever waits.
LONGEST_PAUSE_S = 20.0

UNEXPECTED = "Something went wrong on our side. It has been noted."


def answer_slack(job: AnswerSlack, at: SlackNeighbours, lease: Lease) -> Outcome:
    """Answer, or say clearly that there is no answer: nobody waits in vain.

    A neighbour that is away is waited for as long as people have patience. What cannot succeed is told, and its job is
    dead; what may not be answered is told, and its job is done.
    """
    try:
        delivery = at.deliveries.get(job.delivery_id)
    except NotFound:
        return Skipped("it was dealt with before")
    session = Session(at, delivery, lease)
    try:
        outcome = _heard(session)
    except LeaseLost:
        raise
    except SelvageError as error:
        raise _without_answer(session, error) from error
    except Exception:
        session.fail(UNEXPECTED)
        raise
    at.deliveries.forget(delivery.id)
    return outcome


def _heard(session: Session) -> Outcome:
    try:
        return listeners().hear(session)
    except NotAllowed as error:
        session.refuse(sentence(str(error)))
        return Skipped(str(error))
    except TooMany as error:
        session.hint(_told(error))
        return Skipped(str(error))


def _without_answer(session: Session, error: SelvageError) -> SelvageError:
    """How the job ends that could not be done for this reason: it is put off, or the user has been told.

    No attempt is counted: it is people's patience that ends, and not ours. Who could not be told that there is no
    answer is told later; for TOLD_WITHIN times their patience, then never.
    """
    if not isinstance(error, Retryable):
        words, end = f"I cannot answer that: {sentence(str(error))}", error
    elif session.waited < session.at.options.patience:
        return _again(session, error)
    else:
        words = f"I could not find out in time: {error}. Please ask again in a little while."
        end = Permanent(f"gave up, since nobody waits that long: {error}")
    may_be_told_later = session.waited < TOLD_WITHIN * session.at.options.patience
    return end if session.fail(words) or not may_be_told_later else _again(session, error)


def _again(session: Session, error: SelvageError) -> NotYet:
    asked = (error.retry_after if isinstance(error, Retryable) else None) or 0.0
    pause = min(LONGEST_PAUSE_S, BASE_S * 2 ** min(session.attempt - 1, 9)) * _spread(session)
    if isinstance(error, Uncertain):
        pause = max(pause, UNCERTAIN_S)
    return NotYet(str(error), retry_after=max(asked, pause))


def _spread(session: Session) -> float:
    """In [0.5, 1.5), by the job: those who were sent away together must not come back together."""
    return 0.5 + session.id.int % 1000 / 1000


def _told(error: TooMany) -> str:
    """Why there is no answer, and when there is one again."""
    if error.retry_after:
        return f"{sentence(str(error))} Ask again in {counted(ceil(error.retry_after / 60), 'minute')}."
    return sentence(str(error))
