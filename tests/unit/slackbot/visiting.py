"""People who come to a workspace of fakes: what they write and click, and what they see."""

from typing import Any
from uuid import UUID, uuid4

from services.slackbot.tasks.answer_slack import answer_slack
from shared.domain.slack import KeptAnswer, Place, SlackDelivery
from shared.jobs.job import AnswerSlack
from shared.jobs.outcome import Outcome
from tests.unit.slackbot.by_the_clock import Office


def come(office: Office, kind: str, payload: dict[str, Any]) -> Outcome:
    """What came of it; raises what its job would fail with."""
    delivery = SlackDelivery(uuid4(), kind, payload, office.clock.now())
    office.deliveries.kept[delivery.id] = delivery
    return answer_slack(AnswerSlack(delivery.id), office.at, office.lease)


def keep_answer(
    office: Office, kind: str, channel: str, *, user: str = "U9", slots: dict[str, object] | None = None
) -> UUID:
    """An answer that was given in the channel before."""
    kept = KeptAnswer(uuid4(), user, Place(channel), kind, slots or {})
    office.answers.kept[kept.id] = kept
    return kept.id


def seen_by_all(office: Office) -> str:
    """Everything that everybody in its channel reads."""
    return "\n".join(str(each.message) for each in office.chat.messages if each.only_for is None)


def seen_by_one(office: Office) -> list[str]:
    """What one person alone was told, in words."""
    return [each.message.text for each in office.chat.messages if each.only_for is not None]
