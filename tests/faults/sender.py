"""Gorgias' side of the door: sends signed webhooks, and keeps what was answered to each."""

import hmac
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import orjson
import requests

from tests.faults.waiting import wait_for

#: As long as Gorgias waits.
TIMEOUT_S = 5
KEPT = (200, 202)


@dataclass(frozen=True, slots=True, order=True)
class Letter:
    """A customer's message on a ticket, of which a webhook tells us."""

    ticket_id: int
    message_id: int

    @property
    def webhook(self) -> bytes:
        """What the merchant's template makes of it."""
        fields = {"ticket_id": str(self.ticket_id), "message_id": str(self.message_id)}
        return orjson.dumps({**fields, "event": "ticket-message-created"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door answered."""

    #: None when it did not.
    status: int | None
    took_s: float = 0.0

    @property
    def is_kept(self) -> bool:
        """Whether the door has taken the message on."""
        return self.status in KEPT


class Sender:
    """Sends to one address, and remembers what was acknowledged. Its methods may be called from many threads."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self.secret = secret
        self.acknowledged: set[Letter] = set()
        self.answers: list[Answer] = []

    def send(self, letter: Letter, *, secret: str | None = None) -> Answer:
        """The answer to one webhook, sent once."""
        answer = self.post(letter.webhook, secret=secret)
        self.answers.append(answer)
        if answer.is_kept:
            self.acknowledged.add(letter)
        return answer

    def send_all(self, letters: Sequence[Letter], *, at_once: int = 8) -> list[Answer]:
        """The answers to one webhook each, in order, so many at a time."""
        with ThreadPoolExecutor(at_once) as senders:
            return list(senders.map(self.send, letters))

    def send_until_kept(self, letters: Iterable[Letter], *, within_s: float) -> None:
        """Send each again until it is acknowledged; NotInTime when that takes longer."""
        left = set(letters)

        def try_again() -> bool:
            asked = sorted(left)
            left.difference_update(
                letter for letter, answer in zip(asked, self.send_all(asked), strict=True) if answer.is_kept
            )
            return not left

        wait_for(try_again, "the door to take every webhook", within_s=within_s)

    def post(self, body: bytes, *, secret: str | None = None) -> Answer:
        """The answer to a signed body."""
        signature = hmac.digest((secret or self.secret).encode(), body, "sha256").hex()
        headers = {"Content-Type": "application/json", "X-Gorgias-Signature": f"sha256={signature}"}
        try:
            answer = requests.post(self.url, data=body, headers=headers, timeout=TIMEOUT_S)
        except requests.RequestException:
            return Answer(None)
        return Answer(answer.status_code, answer.elapsed.total_seconds())
