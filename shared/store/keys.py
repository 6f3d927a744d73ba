"""The keys of the analytics API as rows: found, made, listed, revoked, replaced. A key itself is never stored."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from psycopg import Connection

from shared.domain.access import KEY_PREFIX, ApiKey, KeyState, Role
from shared.errors import NotFound, Permanent
from shared.store.database import Database

#: They make 43 characters.
RANDOM_BYTES = 32
#: So much of a key is kept in the clear, for people to recognise it by.
SHOWN_CHARACTERS = 12
#: The shortest beginning by which a key may be named.
SHORTEST_BEGINNING = 8
NO_SUCH_KEY = "there is no such key; `selvage keys list` shows ids and beginnings"

FIND = """
SELECT id, name, role, prefix, created_at, expires_at, revoked_at, last_used_at, state, is_use_unnoted
FROM api_keys_now WHERE digest = %(digest)s
"""

#: A request that comes while another writes the row need not wait for it: it would say the same.
NOTE_USE = """
UPDATE api_keys SET last_used_at = now() WHERE id = (
    SELECT id FROM api_keys_now WHERE id = %(id)s AND is_use_unnoted FOR UPDATE SKIP LOCKED
)
"""

CREATE = """
INSERT INTO api_keys (name, role, prefix, digest, expires_at)
VALUES (%(name)s, %(role)s, %(prefix)s, %(digest)s, %(expires_at)s)
RETURNING id, name, role, prefix, created_at, expires_at, revoked_at, last_used_at, 'active'
"""

LIST = """
SELECT id, name, role, prefix, created_at, expires_at, revoked_at, last_used_at, state
FROM api_keys_now ORDER BY id
"""

#: Those that a person may mean by an id, a beginning, or the key itself; held until the transaction ends.
NAMED = """
SELECT id, name, role, prefix, created_at, expires_at, revoked_at, last_used_at, state
FROM api_keys_now
WHERE id::text = %(named)s OR digest = %(digest)s
   OR (length(%(named)s) >= %(shortest)s AND starts_with(prefix, %(named)s))
ORDER BY id FOR UPDATE
"""

REVOKE = "UPDATE api_keys SET revoked_at = now() WHERE id = %(id)s AND revoked_at IS NULL"

REVOKE_NAMED_ALIKE = "UPDATE api_keys SET revoked_at = now() WHERE name = %(name)s AND revoked_at IS NULL"

#: The old key's end, which never moves to later; and the new one's, which lives as long as the old one was meant to.
REPLACE = """
UPDATE api_keys SET expires_at = least(expires_at, now() + %(keep_for)s)
WHERE id = %(id)s RETURNING expires_at, now() + %(lives_for)s::interval
"""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made."""

    #: The key itself, which nobody can show again.
    secret: str
    kept: ApiKey


@dataclass(frozen=True, slots=True)
class Replaced:
    """A key and the one that takes its place."""

    new: NewKey
    old: ApiKey
    #: Until then both are accepted.
    old_until: datetime


class KeyStore:
    """Keeps what `shared.door_ports.Keys` promises, and what an administrator does with keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, digest: bytes) -> ApiKey | None:
        """See `shared.door_ports.Keys`."""
        with self._database.connection() as connection:
            row = connection.execute(FIND, {"digest": digest}).fetchone()
            if row is None:
                return None
            *columns, is_use_unnoted = row
            key = _key(columns)
            if is_use_unnoted and key.state is KeyState.ACTIVE:
                with connection.transaction():
                    # A crash may lose when the key was last used, so no request waits for the disk.
                    connection.execute("SET LOCAL synchronous_commit = off")
                    connection.execute(NOTE_USE, {"id": key.id})
        return key

    def create(self, name: str, role: Role, expires_at: datetime | None) -> NewKey:
        """A new key."""
        with self._database.connection() as connection:
            return _create(connection, name, role, expires_at)

    def list(self) -> Sequence[ApiKey]:
        """Every key that there ever was, the oldest first."""
        with self._database.connection() as connection:
            return [_key(row) for row in connection.execute(LIST).fetchall()]

    def revoke(self, named: str) -> ApiKey:
        """The key, which opens nothing from now on.

        `named` is its id, its beginning or the key itself. Raises NotFound when there is none, and Permanent when
        several begin like this.
        """
        with self._database.connection() as connection, connection.transaction():
            key = _named(connection, named)
            connection.execute(REVOKE, {"id": key.id})
        return key

    def revoke_name(self, name: str) -> None:
        """Revoke every key of this name."""
        with self._database.connection() as connection:
            connection.execute(REVOKE_NAMED_ALIKE, {"name": name})

    def rotate(self, named: str, keep_for: timedelta) -> Replaced:
        """A new key of the same name and role in place of one that is accepted for no longer than `keep_for`.

        The new one lives as long as the old one was meant to. `named` as for `revoke`; Permanent when the key has
        ended already.
        """
        with self._database.connection() as connection, connection.transaction():
            old = _named(connection, named)
            if old.state is not KeyState.ACTIVE:
                raise Permanent(
                    f"the key {old.prefix}… is {old.state} and cannot be replaced;"
                    f" `selvage keys create --name '{old.name}' --role {old.role}` makes a new one"
                )
            lives_for = old.expires_at - old.created_at if old.expires_at else None
            values = {"id": old.id, "keep_for": keep_for, "lives_for": lives_for}
            [(old_until, new_until)] = connection.execute(REPLACE, values).fetchall()
            return Replaced(_create(connection, old.name, old.role, new_until), old, old_until)


def _create(connection: Connection[Any], name: str, role: Role, expires_at: datetime | None) -> NewKey:
    secret = KEY_PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    values = {
        "name": name,
        "role": role,
        "prefix": secret[:SHOWN_CHARACTERS],
        "digest": digest_of(secret),
        "expires_at": expires_at,
    }
    [row] = connection.execute(CREATE, values).fetchall()
    return NewKey(secret, _key(row))


def _named(connection: Connection[Any], named: str) -> ApiKey:
    # Nothing else can name a key, and not every text can be sent to the database.
    if not (named.isascii() and named.isprintable()):
        raise NotFound(NO_SUCH_KEY)
    values = {"named": named, "digest": digest_of(named), "shortest": SHORTEST_BEGINNING}
    keys = [_key(row) for row in connection.execute(NAMED, values).fetchall()]
    if not keys:
        raise NotFound(NO_SUCH_KEY)
    if len(keys) > 1:
        ids = ", ".join(str(key.id) for key in keys)
        raise Permanent(f"several keys begin like this; name one by its id: {ids}")
    return keys[0]


def _key(row: Sequence[Any]) -> ApiKey:
    key_id, name, role, prefix, created_at, expires_at, revoked_at, last_used_at, state = row
    return ApiKey(
        key_id, name, Role(role), prefix, created_at, expires_at, revoked_at, last_used_at, state=KeyState(state)
    )


def digest_of(key: str) -> bytes:
    """What a key is known by."""
    return sha256(key.encode()).digest()
