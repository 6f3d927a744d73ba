"""Who may ask: holders of a key, sent as `Authorization: Bearer <key>` or as `X-API-Key`."""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from http import HTTPStatus
from typing import Annotated

from fastapi import HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer

BEARER = HTTPBearer(auto_error=False, description="A key of the analytics API")
API_KEY = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key, in a header of its own")


class AccessKeys:
    """The keys that are accepted, kept as digests."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._digests = tuple(sha256(key.encode()).digest() for key in keys)

    def accept(self, key: bytes) -> bool:
        """Whether `key` is one of them, in a time that does not tell how nearly."""
        digest = sha256(key).digest()
        return any(compare_digest(digest, known) for known in self._digests)

    async def require(
        self,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(BEARER)],
        api_key: Annotated[str | None, Security(API_KEY)],
    ) -> None:
        """Refuse whoever sends no accepted key with 401."""
        key = bearer.credentials if bearer else api_key
        # Headers are bytes that the server reads as Latin-1; this gives back the bytes.
        if key is None or not self.accept(key.encode("latin-1")):
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                "Send a key of the analytics API as `Authorization: Bearer <key>` or `X-API-Key: <key>`.",
                headers={"WWW-Authenticate": "Bearer"},
            )
