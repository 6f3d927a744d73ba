"""Who may ask: holders of a key, sent as `Authorization: Bearer <key>` or as `X-API-Key`.

A route takes `WhoAsks` from one of `Access`' dependencies, which say what the call counts as.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl, unquote

from fastapi import Depends, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.requests import HTTPConnection, Request

from services.api.acting import PersonHeader, RoleHeader, acting
from services.api.limits import GUESSES, Guesses, count, whole_seconds
from shared.domain.access import KEY_PREFIX, SETTING_KEY, Caller, Counted, KeyState
from shared.door_ports import Keys, Limits
from shared.errors import TooMany

#: Who asks, once it is called. It waits for the store, so a handler calls it in its own thread: waiting in a thread of
#: its own would cost a sixth of all that the process can answer.
WhoAsks = Callable[[], Caller]

#: For the documentation; `Access.identify` reads the headers itself, all of them.
Bearer = Annotated[object, Security(HTTPBearer(auto_error=False, description="A key of the analytics API"))]
KeyHeader = Annotated[
    object, Security(APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key, in its own header"))
]


async def _sent(_bearer: Bearer, _key: KeyHeader, _person: PersonHeader = None, _role: RoleHeader = None) -> None:
    """What a caller may send; the documentation reads it off here."""


Sent = Annotated[None, Depends(_sent)]

SHAPE_OF_A_KEY = re.compile(rf"{KEY_PREFIX}[A-Za-z0-9_-]{{43}}".encode())
#: A key, or most of one.
LOOKS_LIKE_A_KEY = re.compile(rf"{KEY_PREFIX}[A-Za-z0-9_-]{{16}}")
#: Query parameters in which people put keys.
NAMES_OF_KEYS = frozenset(
    {"api_key", "apikey", "api-key", "x-api-key", "key", "token", "access_token", "authorization"}
)

SEND_A_KEY = "Send a key of the analytics API as `Authorization: Bearer <key>` or `X-API-Key: <key>`."
TWO_KEYS = "Two different keys were sent. Send one, as `Authorization: Bearer <key>` or `X-API-Key: <key>`."
IN_THE_ADDRESS = (
    "A key in an address is written into logs on its way here, so it counts as leaked: have it replaced"
    " (`selvage keys rotate --keep-old-for 0`), and send the new one as `Authorization: Bearer <key>` or"
    " `X-API-Key: <key>`."
)
NOT_ANY_MORE = {
    KeyState.EXPIRED: "This key has expired. Ask an administrator for a new one (`selvage keys rotate`).",
    KeyState.REVOKED: "This key has been revoked. Ask an administrator for a new one (`selvage keys create`).",
}


class Access:
    """Knows callers by their keys, and counts what they ask."""

    def __init__(self, keys: Keys, limits: Limits, *, setting_keys: Iterable[str] = (), guesses: str = GUESSES) -> None:
        """`setting_keys` are accepted besides those that `keys` knows, in the role of a service.

        `guesses` is how many wrong keys one address may send, as "20/minute".
        """
        self._keys, self._limits = keys, limits
        self._setting_digests = frozenset(sha256(key.encode()).digest() for key in setting_keys)
        self._guesses = Guesses(guesses)

    @property
    def limits(self) -> Limits:
        """How much each caller may still ask, for doors that count by themselves."""
        return self._limits

    async def caller(self, request: Request, _sent: Sent) -> WhoAsks:
        """A dependency: who asks. Nothing is counted."""
        _the_key_in(request)
        return partial(self.identify, request)

    async def counted_query(self, request: Request, _sent: Sent) -> WhoAsks:
        """A dependency: who asks, after the call was counted as a query; TooMany beyond the limit."""
        _the_key_in(request)
        return partial(self._counted, request, Counted.QUERY)

    async def counted_question(self, request: Request, _sent: Sent) -> WhoAsks:
        """A dependency: who asks, after the call was counted as a question; TooMany beyond the limit."""
        _the_key_in(request)
        return partial(self._counted, request, Counted.QUESTION)

    def identify(self, connection: HTTPConnection) -> Caller:
        """The holder of the key in the headers, or whom it asks for. Waits for the store, so call it in a thread.

        Raises HTTPException with 401 and a sentence, with Retry-After when an address sends wrong keys again and again;
        with 400 for a key in the address; as `acting` does; Retryable when the store is away.
        """
        key = _the_key_in(connection)
        try:
            holder = self._holder(key, connection.client.host if connection.client else "")
        except TooMany as error:
            # 429 is for who may ask, and has asked too often.
            wait = {"Retry-After": str(whole_seconds(error.retry_after or 0))}
            raise _unauthorized(f"{error}: wait, then {SEND_A_KEY[0].lower()}{SEND_A_KEY[1:]}", wait) from error
        return acting(connection, holder)

    def _counted(self, request: Request, what: Counted) -> Caller:
        return count(request, self._limits, self.identify(request), what)

    def _holder(self, key: bytes, address: str) -> Caller:
        # A key of ours is 256 random bits; one that somebody chose for the setting may be easier to guess.
        if not SHAPE_OF_A_KEY.fullmatch(key):
            self._guesses.check(address)
        digest = sha256(key).digest()
        # What the time of these two look-ups could tell is about digests, which nobody can choose.
        if digest in self._setting_digests:
            return SETTING_KEY
        found = self._keys.find(digest)
        if found is not None and found.state is KeyState.ACTIVE:
            return Caller(str(found.id), found.name, found.role)
        self._guesses.note(address)
        raise _unauthorized(SEND_A_KEY if found is None else NOT_ANY_MORE[found.state])


def _the_key_in(connection: HTTPConnection) -> bytes:
    """The one key that was sent; HTTPException with a sentence when there is none, or two, or it has leaked."""
    if _has_key_in_address(connection):
        raise HTTPException(HTTPStatus.BAD_REQUEST, IN_THE_ADDRESS)
    sent = _keys_in(connection)
    if len(sent) > 1:
        raise _unauthorized(TWO_KEYS)
    if not any(sent):
        raise _unauthorized(SEND_A_KEY)
    return sent.pop()


def _keys_in(connection: HTTPConnection) -> set[bytes]:
    """Every key in the headers; an empty one, or credentials that make no sense, are a wrong one."""
    schemes = (value.partition(" ") for value in connection.headers.getlist("Authorization"))
    told = ((scheme.lower(), key.strip()) for scheme, _, key in schemes)
    # What is Basic is for a proxy on the way here.
    bearer = [key if scheme == "bearer" else "" for scheme, key in told if scheme != "basic" or not key]
    own = [key.strip() for key in connection.headers.getlist("X-API-Key")]
    # Headers are bytes that the server reads as Latin-1; this gives back the bytes.
    return {key.encode("latin-1") for key in (*bearer, *own)}


def _has_key_in_address(connection: HTTPConnection) -> bool:
    query = connection.scope["query_string"].decode("latin-1")
    names = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)}
    # The path has been decoded by the server.
    written = (connection.scope["path"], unquote(query))
    return bool(names & NAMES_OF_KEYS) or any(LOOKS_LIKE_A_KEY.search(part) for part in written)


def _unauthorized(detail: str, more: Mapping[str, str] | None = None) -> HTTPException:
    return HTTPException(HTTPStatus.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer", **(more or {})})
