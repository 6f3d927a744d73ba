"""One request to the Messages API, within a deadline: our own retries, and every failure in our words."""

import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil

import anthropic
import httpx2
from anthropic.types import OutputConfigParam, TextBlockParam, ThinkingConfigParam
from tenacity import RetryCallState, Retrying, retry_if_exception_type

from shared.claude.shared_backoff import SharedBackoff
from shared.errors import Denied, Permanent, Retryable, SelvageError

#: How each model is told to write at once. One that is not listed keeps its own habit, which every model accepts.
WITHOUT_THINKING: dict[str, ThinkingConfigParam] = {
    "claude-haiku-5-5": {"type": "disabled"},
    "claude-haiku-4-5": {"type": "disabled"},
    "claude-sonnet-5": {"type": "disabled"},
    "claude-sonnet-5-5": {"type": "between_tools"},
}
#: Statuses that another attempt may cure, beside all from 500 on.
WORTH_ANOTHER_ATTEMPT = frozenset({408, 409, 425, 429})
MOST_ATTEMPTS = 5
BACKOFF_S = 0.5
LONGEST_BACKOFF_S = 8.0
#: An attempt that has less time left than this is not begun.
SHORTEST_ATTEMPT_S = 1.0
LONGEST_CONNECT_S = 5.0
MOST_BYTES = 4 * 1024 * 1024
#: A client looks at all of its connections, with a system call for each, before every request.
THREADS_OF_A_CLIENT = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """What Claude sent back."""

    body: bytes
    #: Since the first attempt.
    latency_s: float


class MessagesApi:
    """`POST /v1/messages` for one model. Safe for as many threads as `connections`."""

    def __init__(
        self,
        api_key: str,
        base_url: str,
        model: str,
        deadline_s: float,
        *,
        connections: int = 300,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Connects to nothing yet. `clock` counts seconds; `jitter` gives a number in [0, 1)."""
        self._model = model
        self._deadline_s = deadline_s
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._backoff = SharedBackoff(clock)
        limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
        certificates = httpx2.create_ssl_context()
        # The SDK's own retries sleep past every deadline when a Retry-After says so.
        self._clients = tuple(
            anthropic.Anthropic(
                api_key=api_key,
                base_url=base_url,
                max_retries=0,
                http_client=anthropic.DefaultHttpxClient(limits=limits, follow_redirects=False, verify=certificates),
            )
            for _ in range(ceil(connections / THREADS_OF_A_CLIENT))
        )
        self._threads, self._here = count(), threading.local()

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients:
            client.close()

    def ask(
        self,
        *,
        system: str | Sequence[TextBlockParam],
        user: str,
        max_tokens: int,
        output: OutputConfigParam | anthropic.Omit = anthropic.omit,
    ) -> Answered:
        """The body of the answer, whatever is in it, within the deadline.

        Raises Retryable when Claude was too slow, overloaded or away; Denied when it does not accept our key, and
        Permanent when it does not accept the request or the account has spent its limit.
        """
        started = self._clock()
        deadline = started + self._deadline_s
        attempts = Retrying(
            retry=retry_if_exception_type(Retryable),
            wait=self._pause,
            stop=lambda state: self._is_too_late(state, deadline),
            sleep=self._sleep,
            reraise=True,
        )
        body = attempts(self._attempt, system, user, max_tokens, output, deadline)
        return Answered(body, latency_s=self._clock() - started)

    def _attempt(
        self,
        system: str | Sequence[TextBlockParam],
        user: str,
        max_tokens: int,
        output: OutputConfigParam | anthropic.Omit,
        deadline: float,
    ) -> bytes:
        """The body of the answer to one request, read before the deadline; none is sent while all are to wait."""
        if wait_s := self._backoff.left_s():
            raise Retryable("Claude is overloaded, and left alone for a while", retry_after=wait_s)
        began = self._clock()
        left_s = max(0.001, deadline - began)
        try:
            with self._client().messages.with_streaming_response.create(
                model=self._model,
                max_tokens=max_tokens,
                system=system,
                messages=[{"role": "user", "content": user}],
                thinking=WITHOUT_THINKING.get(self._model, anthropic.omit),
                output_config=output,
                timeout=httpx2.Timeout(left_s, connect=min(left_s, LONGEST_CONNECT_S)),
            ) as response:
                body = self._read(response.iter_bytes(), deadline)
        except (anthropic.AnthropicError, httpx2.HTTPError) as error:
            told = _told(error)
            if isinstance(told, Retryable):
                self._backoff.failed(began, told.retry_after)
            raise told from error
        self._backoff.succeeded()
        return body

    def _client(self) -> anthropic.Anthropic:
        """The calling thread's client."""
        client: anthropic.Anthropic | None = getattr(self._here, "client", None)
        if client is None:
            client = self._here.client = self._clients[next(self._threads) % len(self._clients)]
        return client

    def _read(self, chunks: Iterator[bytes], deadline: float) -> bytes:
        body = bytearray()
        for chunk in chunks:
            body += chunk
            if self._clock() > deadline:
                raise Retryable("Claude took too long")
            if len(body) > MOST_BYTES:
                raise Permanent(f"Claude's answer is larger than {MOST_BYTES} bytes")
        return bytes(body)

    def _pause(self, state: RetryCallState) -> float:
        """Seconds until the next attempt: what Claude asked for at least, and a jittered backoff."""
        backoff_s = min(LONGEST_BACKOFF_S, BACKOFF_S * 2.0 ** (state.attempt_number - 1)) * self._jitter()
        error = state.outcome.exception() if state.outcome else None
        asked_s = error.retry_after if isinstance(error, Retryable) else None
        return (asked_s or 0) + backoff_s

    def _is_too_late(self, state: RetryCallState, deadline: float) -> bool:
        next_at = self._clock() + state.upcoming_sleep
        return state.attempt_number >= MOST_ATTEMPTS or next_at + SHORTEST_ATTEMPT_S > deadline


def _told(error: Exception) -> SelvageError:
    """The failure in our words."""
    if isinstance(error, anthropic.APIStatusError):
        return _refused(error)
    if isinstance(error, anthropic.APITimeoutError | httpx2.TimeoutException):
        return Retryable("Claude took too long")
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return Retryable("Claude cannot be reached, or hung up")
    return Permanent(f"the request to Claude failed: {type(error).__name__}")


def _refused(error: anthropic.APIStatusError) -> SelvageError:
    told = f"Claude answered {error.status_code} {error.type or ''}".rstrip()
    if isinstance(error, anthropic.AuthenticationError | anthropic.PermissionDeniedError):
        return Denied(told)
    if isinstance(error, anthropic.EnforcedSpendLimitReachedError):
        return Permanent("the spend limit of the Anthropic account is reached")
    if error.status_code in WORTH_ANOTHER_ATTEMPT or error.status_code >= httpx2.codes.INTERNAL_SERVER_ERROR:
        return Retryable(told, retry_after=_seconds(error.response.headers.get("retry-after")))
    return Permanent(told)


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After, which Claude tells in seconds; None when there is none."""
    try:
        seconds = float(retry_after or "")
    except ValueError:
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
