"""How the Messages API says no."""


class Refused(Exception):  # noqa: N818  what happened, in the API's own word
    """A request that the API does not accept."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
