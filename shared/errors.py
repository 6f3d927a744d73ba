"""The few words in which every neighbour's failure is told.

A client translates its library's errors into these at its edge; nobody past the client knows `requests`,
`psycopg` or `anthropic`.
"""


class SelvageError(Exception):
    """Something that we named went wrong."""

    def __str__(self) -> str:
        return super().__str__() or (self.__doc__ or "").strip()


class Retryable(SelvageError):  # noqa: N818  the word says what to do, as Permanent does
    """Trying again later may help."""

    def __init__(self, message: str = "", *, retry_after: float | None = None) -> None:
        """`retry_after` is the number of seconds that the other side asked us to wait, if it did."""
        super().__init__(message)
        self.retry_after = retry_after


class NotYet(Retryable):
    """It is too early: a budget is used up for now, or somebody is still waited for. No attempt is counted."""


class TooMany(Retryable):
    """More was asked than is allowed in this time."""

    def __init__(self, message: str, *, retry_after: float, limit: int) -> None:
        """`retry_after` in seconds: asking again then is in time; `limit` is how much is allowed."""
        super().__init__(message, retry_after=retry_after)
        self.limit = limit


class Uncertain(Retryable):
    """The other side may have done it: look before doing it again."""


class Permanent(SelvageError):  # noqa: N818  see Retryable
    """Trying again cannot help."""


class NotFound(Permanent):
    """There is no such thing on the other side."""


class Denied(Permanent):
    """The other side does not accept our credentials."""


class NotAllowed(Permanent):
    """The role of whoever asks does not allow it."""


class InvalidPayload(Permanent):
    """What was sent to us cannot be read."""


class Conflict(InvalidPayload):
    """What was sent to us can be read, and does not go with what is known here."""


class LeaseLost(Permanent):
    """Another worker has taken this job over; whatever this one still does would be done twice."""
