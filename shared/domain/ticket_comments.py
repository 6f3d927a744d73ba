"""What a teammate's comment from Slack looks like on a ticket."""

from shared.errors import InvalidPayload

LONGEST_NAME = 80
#: Slack lets nobody type more into one field.
LONGEST_COMMENT = 3_000
SOMEBODY = "A teammate"


def comment_body(author: str, text: str) -> str:
    """The note's text: who wrote it, and what. InvalidPayload without words."""
    told = _storable(text).strip()
    if not told:
        raise InvalidPayload("a comment needs words")
    name = " ".join(_storable(author).split())[:LONGEST_NAME].strip() or SOMEBODY
    return f"{name}, from Slack:\n{told[:LONGEST_COMMENT].rstrip()}"


def _storable(text: str) -> str:
    """The text as any store and any JSON can hold it: no zeros, no half of a surrogate pair."""
    return text.replace("\0", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()
