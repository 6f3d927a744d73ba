"""The ceiling: a FastAPI route that returns the same bytes to everybody. It knows no key and asks no store."""

import os
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import Response

ANSWER = Path(os.environ["BENCH_ANSWER"]).read_bytes()

app = FastAPI()


@app.get("/api/mcp/customer/{customer_id}")
async def customer(customer_id: str) -> Response:
    """A profile, whoever is asked for."""
    assert customer_id
    return Response(ANSWER, media_type="application/json")
