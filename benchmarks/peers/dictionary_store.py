"""The usual prototype: every profile in a dictionary in memory, returned as it is. No key, no audit, no restart."""

import gc
import json
import os
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException

PROFILES: dict[str, dict[str, Any]] = {}

with Path(os.environ["BENCH_PROFILES"]).open(encoding="utf-8") as lines:
    for line in lines:
        profile = json.loads(line)
        PROFILES[profile["customer_id"]] = profile
# Walking a million dictionaries now and then would be its own handicap.
gc.freeze()

app = FastAPI()


@app.get("/api/mcp/customer/{customer_id}")
async def customer(customer_id: str) -> dict[str, Any]:
    """The profile of one customer."""
    if customer_id not in PROFILES:
        raise HTTPException(404, "no customer has this id")
    return PROFILES[customer_id]
