"""A webhook of Gorgias: whether it is genuine, and where it tells us to look.

Its body is the merchant's own template, and anybody's to forge: two ids are taken from it, and nothing is believed.
Whatever bytes are sent, the answers are a bool, a Hint or InvalidPayload.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson

from shared.domain.deliveries import message_key
from shared.errors import InvalidPayload
from shared.settings import WebhookVerifier

SIGNATURE_HEADER = b"x-gorgias-signature"
SECRET_HEADER = b"x-gorgias-secret"
TOKEN_PARAMETER = "token"  # noqa: S105  a name, not a secret
#: Query parameters that are looked through for the token.
MOST_PARAMETERS = 20

#: PostgreSQL's bigint, which ids are kept in.
LARGEST_ID = 2**63 - 1
ID_DIGITS = re.compile(r"[1-9][0-9]{0,18}")
#: What the template language writes for a variable that has no value.
NO_VALUE = ("", "None", "null")
EVENT = re.compile(r"[A-Za-z0-9._-]{1,64}")

#: A request's headers as ASGI gives them: names in small letters.
Headers = Iterable[tuple[bytes, bytes]]


class Verifier:
    """Tells our account's webhooks from everybody else's.

    Several secrets may be active, so that one can be rotated under traffic. An empty secret is none: anyone can sign
    with it.
    """

    def __init__(self, way: WebhookVerifier, secrets: Sequence[str]) -> None:
        self._way = way
        self._secrets = tuple(secret.encode() for secret in secrets if secret)

    def is_authentic(self, body: bytes, headers: Headers, query: bytes = b"") -> bool:
        """Whether the raw request proves that its sender knows one of our secrets.

        Takes as long for a secret that is nearly right as for one that is quite wrong.
        """
        match self._way:
            case WebhookVerifier.HMAC:
                signatures = (hmac.digest(secret, body, "sha256").hex().encode() for secret in self._secrets)
                proofs = [b"sha256=" + signature for signature in signatures]
                given = [value.lower() for value in _values(headers, SIGNATURE_HEADER)]
            case WebhookVerifier.STATIC_HEADER:
                proofs, given = list(self._secrets), _values(headers, SECRET_HEADER)
            case WebhookVerifier.URL_TOKEN:
                proofs, given = list(self._secrets), _tokens(query)
        # A sum instead of any(): every comparison is made.
        return sum(hmac.compare_digest(proof, value) for proof in proofs for value in given) > 0


def _values(headers: Headers, name: bytes) -> list[bytes]:
    return [value for header, value in headers if header == name]


def _tokens(query: bytes) -> list[bytes]:
    # Latin-1 both ways keeps every byte as it was sent.
    latin = "latin-1"
    try:
        parameters = parse_qsl(query.decode(latin), encoding=latin, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return []
    return [value.encode(latin) for name, value in parameters if name == TOKEN_PARAMETER]


@dataclass(frozen=True, slots=True)
class Hint:
    """The ids that a webhook names."""

    ticket_id: int
    #: None when the template does not name the message.
    message_id: int | None
    #: The trigger, as `ticket-message-created`, when the template names it.
    event: str | None


def read_hint(body: bytes) -> Hint:
    """What the webhook's body points to; InvalidPayload, with one sentence, for anything but our two templates.

    These are the whole context, `{"ticket": {"id": ..}, "message": {"id": ..}}`, and our own
    `{"ticket_id": "..", "message_id": "..", "event": ".."}`, in which Gorgias writes all values as strings.
    """
    try:
        payload = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise InvalidPayload("The body is not valid JSON.") from error
    if not isinstance(payload, dict):
        raise InvalidPayload("The body is not a JSON object.")
    ticket_id = _id(payload.get("ticket_id"), "ticket")
    message_id = _id(payload.get("message_id"), "message")
    if ticket_id is None:
        ticket_id = _id_of(payload, "ticket")
        message_id = message_id or _id_of(payload, "message")
    if ticket_id is None:
        raise InvalidPayload("The body names no ticket.")
    return Hint(ticket_id, message_id, _event(payload.get("event")))


def dedupe_key(hint: Hint, body: bytes) -> str:
    """What all webhooks about the same message share; without a message id, only repeated bodies share it."""
    if hint.message_id is not None:
        return message_key(hint.ticket_id, hint.message_id)
    return f"ticket:{hint.ticket_id}:body:{hashlib.sha256(body).hexdigest()}"


def _id_of(payload: dict[str, Any], name: str) -> int | None:
    thing = payload.get(name)
    if thing is None:
        return None
    if not isinstance(thing, dict):
        raise InvalidPayload(f"The {name} is not a JSON object.")
    return _id(thing.get("id"), name)


def _id(value: object, name: str) -> int | None:
    if value is None or value in NO_VALUE:
        return None
    if isinstance(value, str) and ID_DIGITS.fullmatch(value):
        value = int(value)
    if type(value) is not int or not 0 < value <= LARGEST_ID:
        raise InvalidPayload(f"The {name} id is not a positive whole number that fits 64 bits.")
    return value


def _event(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("type")
    if value is None or value in NO_VALUE:
        return None
    if not isinstance(value, str) or not EVENT.fullmatch(value):
        raise InvalidPayload("The event is not the name of a trigger.")
    return value
