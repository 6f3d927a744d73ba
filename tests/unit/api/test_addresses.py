"""Parts of a path that hold slashes: whatever is sent as one part is read as one."""

import asyncio
from typing import Any
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from services.api.addresses import KeepsParts, with_slashes


def seen(path: str) -> list[str]:
    """The parts that a route would read of the path as it is sent."""
    scopes: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        scopes.append(scope)

    async def nothing() -> Message:
        return {}

    async def nowhere(_: Message) -> None:
        return

    sent: dict[str, Any] = {"type": "http", "path": "as the server has decoded it", "raw_path": path.encode()}
    asyncio.run(KeepsParts(app)(sent, nothing, nowhere))
    assert sent["path"] == "as the server has decoded it"
    [scope] = scopes
    return [str(with_slashes(part)) for part in scope["path"].split("/")]


@given(before=st.text(), after=st.text())
def test_a_part_of_any_characters_is_read_as_it_was_meant(before: str, after: str) -> None:
    part = f"{before}/{after}"
    try:
        sent = quote(part, safe="")
    except UnicodeEncodeError:  # half of a surrogate pair, which no client can send
        return

    assert seen(f"/customer/{sent}/churn-risk") == ["", "customer", part, "churn-risk"]


def test_a_slash_in_any_writing_is_one() -> None:
    assert seen("/a%2Fb%2fc") == ["", "a/b/c"]
    assert seen("/a%252Fb%2F") == ["", "a%2Fb/"]


def test_a_path_without_such_slashes_is_left_as_the_server_has_decoded_it() -> None:
    assert seen("/plain") == ["as the server has decoded it"]
    assert with_slashes(None) is None
