"""Our message against Celery's own: if Celery changes its form, this fails before any worker does."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import redis

from shared.jobs.ring import Bell, celery_app, message_for

#: What differs for every message or names the sender.
PERSONAL = {"origin", "reply_to", "delivery_tag"}


def without_personal(message: dict[str, Any]) -> dict[str, Any]:
    return {
        key: without_personal(value) if isinstance(value, dict) else value
        for key, value in message.items()
        if key not in PERSONAL
    }


def test_the_bell_is_the_message_that_celery_itself_would_send(redis_url: str) -> None:
    job_id = uuid4()
    app = celery_app(redis_url)
    app.send_task("draft_reply", args=[str(job_id)], task_id=str(job_id), queue="drafts", ignore_result=True)
    with redis.Redis.from_url(redis_url) as client:
        celerys = json.loads(client.lrange("drafts", 0, -1)[0])
    app.close()
    ours = json.loads(message_for(Bell(str(job_id), "draft_reply", "drafts")))
    for message in (ours, celerys):
        message["body"] = json.loads(base64.b64decode(message["body"]))

    assert without_personal(ours) == without_personal(celerys)
    assert set(ours["headers"]) == set(celerys["headers"])
    assert set(ours["properties"]) == set(celerys["properties"])


def test_every_bell_has_a_delivery_tag_of_its_own() -> None:
    bell = Bell(str(UUID(int=1)), "draft_reply", "drafts")
    tags = {json.loads(message_for(bell))["properties"]["delivery_tag"] for _ in range(100)}
    assert len(tags) == 100
