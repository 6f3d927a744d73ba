"""Everything outside that a handler may talk to, in memory."""

from dataclasses import replace

from shared.domain.assistant import AssistantOptions
from shared.domain.shop import Shop
from shared.ports import Neighbours
from tests.fakes.analytics import FakeAnalytics
from tests.fakes.claude import FakeClaude
from tests.fakes.helpdesk import FakeHelpdesk
from tests.fakes.rows import (
    FakeAnswers,
    FakeClock,
    FakeDeliveries,
    FakeDiscovery,
    FakeDrafts,
    FakeFeed,
    FakeFeeds,
)


def neighbours(**changes: object) -> Neighbours:
    """Fakes that know nothing, but for those that are given."""
    drafts = FakeDrafts()
    nobody = Neighbours(
        clock=FakeClock(),
        deliveries=FakeDeliveries(),
        helpdesk=FakeHelpdesk(),
        feed=FakeFeed(),
        feeds=FakeFeeds(),
        analytics=FakeAnalytics(),
        claude=FakeClaude(),
        drafts=drafts,
        answers=FakeAnswers(drafts),
        discovery=FakeDiscovery(),
        shop=Shop("Tidewater Quilts", "Customer Success Team", "USD"),
        options=AssistantOptions(),
    )
    return replace(nobody, **changes)  # type: ignore[arg-type]  # any of the fields above
