"""Our message against Celery's own: if Celery changes its form, this fails before any worker does."""

import base64
import json
from typing import Any
from uuid import UUID, uuid4

import pytest
import redis

from shared.jobs.ring import MOST_JOBS, Bell, celery_app, message_for, messages_by_queue

#: What differs for every message or names the sender.
PERSONAL = {"origin", "reply_to", "delivery_tag"}


def without_personal(message: dict[str, Any]) -> dict[str, Any]:
    return {
        key: without_personal(value) if isinstance(value, dict) else value
        for key, value in message.items()
        if key not in PERSONAL
    }


@pytest.mark.parametrize("jobs", [1, 2, MOST_JOBS])
def test_the_bell_is_the_message_that_celery_itself_would_send(redis_url: str, jobs: int) -> None:
    ids = [str(uuid4()) for _ in range(jobs)]
    app = celery_app(redis_url)
    app.send_task("draft_reply", args=ids, task_id=ids[0], queue="drafts", ignore_result=True)
    with redis.Redis.from_url(redis_url) as client:
        celerys = json.loads(client.lrange("drafts", 0, -1)[0])
    app.close()
    ours = json.loads(message_for(*(Bell(each, "draft_reply", "drafts") for each in ids)))
    for message in (ours, celerys):
        message["body"] = json.loads(base64.b64decode(message["body"]))

    assert without_personal(ours) == without_personal(celerys)
    assert set(ours["headers"]) == set(celerys["headers"])
    assert set(ours["properties"]) == set(celerys["properties"])


def test_every_bell_has_a_delivery_tag_of_its_own() -> None:
    bell = Bell(str(UUID(int=1)), "draft_reply", "drafts")
    tags = {json.loads(message_for(bell))["properties"]["delivery_tag"] for _ in range(100)}
    assert len(tags) == 100


def ids_in(message: bytes) -> list[str]:
    ids: list[str] = json.loads(base64.b64decode(json.loads(message)["body"]))[0]
    return ids


def test_one_bell_announces_several_jobs_of_a_kind_in_their_order() -> None:
    drafts = [Bell(str(uuid4()), "draft_reply", "drafts") for _ in range(MOST_JOBS + 1)]
    messages = messages_by_queue(drafts)["drafts"]
    assert [len(ids_in(message)) for message in messages] == [MOST_JOBS, 1]
    assert [job_id for message in messages for job_id in ids_in(message)] == [bell.job_id for bell in drafts]


def test_what_works_the_processor_is_announced_alone_so_that_every_process_gets_some() -> None:
    bells = [Bell(str(uuid4()), "discover_segments", "insight") for _ in range(3)]
    assert [len(ids_in(message)) for message in messages_by_queue(bells)["insight"]] == [1, 1, 1]


def test_kinds_that_share_a_queue_share_no_bell() -> None:
    bells = [Bell(str(uuid4()), kind, "upkeep") for kind in ("one", "other", "one")]
    assert sorted(len(ids_in(message)) for message in messages_by_queue(bells)["upkeep"]) == [1, 2]
