"""Who goes first when several want the account's turns."""

from dataclasses import dataclass
from enum import IntEnum


class Lane(IntEnum):
    """What a turn is for. A lower number goes before a higher one."""

    #: A customer waits for it.
    LIVE = 0
    #: Tags, priorities, data for the sidebar, the search for webhooks that never came.
    UPKEEP = 1
    #: Shadow runs and replays.
    BACKFILL = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """What a lane is given."""

    #: How full it may make the bucket: the rest stays free for the lanes before it.
    fills: float
    #: While it waits, this many turns for each turn that a lane before it takes: nobody starves.
    share: float


TERMS = {
    Lane.LIVE: Terms(fills=1.0, share=0.0),
    Lane.UPKEEP: Terms(fills=0.5, share=0.1),
    Lane.BACKFILL: Terms(fills=0.25, share=0.05),
}
