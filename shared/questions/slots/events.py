"""Which event of the year."""

import re

from shared.segmentation.events.naming import event_named

#: Called like an event of the table, but on other days.
_OTHERS = re.compile(
    r"\b(?:lunar|chinese|orthodox|jewish|islamic|persian) (?:new year|easter|christmas)", re.IGNORECASE
)


def event_told(text: str) -> str | None:
    """The key of the first event that is mentioned, as "halloween"; None when no tool knows one."""
    return event_named(_OTHERS.sub("|", text))
