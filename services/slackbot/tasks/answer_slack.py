"""What somebody wrote or clicked in Slack, from the row that the door kept to an answer that they see."""

import logging

from services.slackbot.app import listeners
from services.slackbot.session import Session
from shared.domain.words import counted
from shared.errors import LeaseLost, NotAllowed, NotFound, Permanent, Retryable, SelvageError, TooMany
from shared.jobs.job import AnswerSlack
from shared.jobs.outcome import Outcome, Skipped
from shared.ports import Lease
from shared.questions.summaries.sentences import sentence
from shared.slack_ports import SlackNeighbours

log = logging.getLogger(__name__)

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
    session = Session(at, delivery, attempt=lease.attempt)
    try:
        outcome = listeners().hear(session)
    except LeaseLost:
        raise
    except NotAllowed as error:
        session.refuse(sentence(str(error)))
        outcome = Skipped(str(error))
    except TooMany as error:
        session.hint(_told(error))
        outcome = Skipped(str(error))
    except Retryable as error:
        if session.waited < at.options.patience:
            raise
        session.fail(f"I could not find out in time: {error}. Please ask again in a little while.")
        raise Permanent(f"gave up, since nobody waits that long: {error}") from error
    except Exception as error:
        session.fail(f"I cannot answer that: {sentence(str(error))}" if isinstance(error, SelvageError) else UNEXPECTED)
        raise
    at.deliveries.forget(delivery.id)
    return outcome


def _told(error: TooMany) -> str:
    """Why there is no answer, and when there is one again."""
    if error.retry_after:
        return f"{sentence(str(error))} Ask again in {counted(error.retry_after / 60 + 0.5, 'minute')}."
    return sentence(str(error))
