"""Which event somebody means."""

import re

from shared.segmentation.events.table import EVENTS

#: Straight, curly and typed as a grave accent.
_APOSTROPHES = re.compile("['`\u2018\u2019]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def event_named(text: str) -> str | None:
    """Key of the first event that `text` mentions, as "halloween" for "Sales at Halloween?"; None when it has none."""
    said = f" {_plain(text)} "
    found = [
        (said.index(f" {called} "), -len(called), event.key)
        for event in EVENTS
        for called in (_plain(event.name), _plain(event.key), *event.also_called)
        if f" {called} " in said
    ]
    return min(found)[2] if found else None


def event_name(key: str) -> str:
    """What the event is called, as "Mother's Day" for "mothers_day"; the key itself when there is no such event."""
    return next((event.name for event in EVENTS if event.key == key), key)


def _plain(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
