"""Whether a request is Slack's: its signature "v0" over the raw bytes, and how old it may be."""

import hmac
import re
from collections.abc import Callable, Iterable, Sequence

SIGNATURE_HEADER = b"x-slack-signature"
TIMESTAMP_HEADER = b"x-slack-request-timestamp"
#: Seconds that the sender's clock may differ from ours, either way. What is older may be a recording.
WINDOW_S = 300

_TIMESTAMP = re.compile(rb"[0-9]{1,12}")

#: A request's headers as ASGI gives them: names in small letters.
Headers = Iterable[tuple[bytes, bytes]]


class SlackVerifier:
    """Tells Slack's requests from everybody else's.

    Several secrets may be active, so that one can be rotated under traffic. An empty secret is none: anyone can sign
    with it.
    """

    def __init__(self, secrets: Sequence[str], now: Callable[[], float]) -> None:
        """`now` gives the present in seconds since 1970, as `time.time` does."""
        self._secrets = tuple(secret.encode() for secret in secrets if secret)
        self._now = now

    def is_authentic(self, body: bytes, headers: Headers) -> bool:
        """Whether the raw request proves that its sender knows one of our secrets, and was signed just now.

        Never raises, and takes as long for a signature that is nearly right as for one that is quite wrong.
        """
        found = list(headers)
        signature, timestamp = _only(found, SIGNATURE_HEADER), _only(found, TIMESTAMP_HEADER)
        if signature is None or timestamp is None or not _TIMESTAMP.fullmatch(timestamp):
            return False
        if abs(self._now() - int(timestamp)) > WINDOW_S:
            return False
        # A sum instead of any(): every comparison is made.
        return sum(hmac.compare_digest(proof, signature) for proof in self._proofs(timestamp, body)) > 0

    def _proofs(self, timestamp: bytes, body: bytes) -> Iterable[bytes]:
        signed = b"v0:" + timestamp + b":" + body
        return (b"v0=" + hmac.digest(secret, signed, "sha256").hex().encode() for secret in self._secrets)


def _only(headers: list[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    """The header's value; None when it is missing, or there several times."""
    values = [value for header, value in headers if header == name]
    return values[0] if len(values) == 1 else None
