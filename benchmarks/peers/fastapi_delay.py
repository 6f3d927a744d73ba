"""The usual way: a FastAPI route that checks the signature and calls `task.delay(payload)` on Celery and Redis."""

import hashlib
import hmac
import json
import os
from typing import Any

from celery import Celery
from fastapi import FastAPI, HTTPException, Request

SECRET = os.environ["GORGIAS_WEBHOOK_SECRET"].encode()

celery = Celery("usual", broker=os.environ["REDIS_URL"])
celery.conf.task_ignore_result = True
app = FastAPI()


@celery.task(name="draft_reply")
def draft_reply(payload: dict[str, Any]) -> None:
    """What a worker would run; the benchmark starts none."""


@app.post("/webhooks/gorgias", status_code=202)
async def gorgias(request: Request) -> dict[str, str]:
    """Accept a webhook."""
    body = await request.body()
    expected = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("x-gorgias-signature", "")):
        raise HTTPException(401, "not signed by Gorgias")
    draft_reply.delay(json.loads(body))
    return {"status": "accepted"}
