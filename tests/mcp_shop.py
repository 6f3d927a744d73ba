"""A small shop behind an MCP server: who asked what, what it was counted as, and whom it was about, are remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mcp.server import MCPServer

from shared.domain.access import SETTING_KEY, Caller, Role
from shared.domain.churn import ChurnLevel
from shared.domain.customers import Archetype, Trait
from shared.errors import SelvageError
from shared.mcp.server import mcp_server
from shared.store_ports import SnapshotFacts
from shared.tools.desk import Desk
from shared.tools.stores import Stores
from tests.factories_shop import MODERATE, WEAK, a_customer, a_forecast, a_place, a_snapshot, an_archetype
from tests.fakes.answer_cache import FakeAnswerCache
from tests.fakes.audit import FakeAudit
from tests.fakes.customers import FakeCustomers
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

ANALYST = Caller("key-of-ana", "Ana", Role.ANALYST)
SUPPORT = Caller("key-of-sam", "Sam", Role.SUPPORT)

LOYAL = "regular-weak.category_loyal-moderate"
BULK = "frequent.explorer"
ARCHETYPES = (
    an_archetype(LOYAL, 60, Trait("purchase_frequency", "regular", WEAK), share=0.6),
    an_archetype(BULK, 40, Trait("purchase_frequency", "frequent", MODERATE), share=0.4),
)
CUSTOMERS = (
    a_customer(
        "13027",
        a_place("purchase_frequency", "regular", WEAK),
        name="Sarah Miller",
        email="sarah@example.com",
        archetype=LOYAL,
        level=ChurnLevel.CRITICAL,
        forecast=a_forecast(0.2),
        historic_clv=6912.0,
    ),
    a_customer("17850", a_place("purchase_frequency", "frequent"), archetype=BULK, historic_clv=50.0),
)


@dataclass
class Shop:
    """The shop, and what a test may change about who asks."""

    caller: Caller = SETTING_KEY
    #: Raised where a question would be counted.
    refusal: Exception | None = None
    #: Raised where it is asked who the caller is.
    nobody_because: SelvageError | None = None
    archetypes: Sequence[Archetype] = ARCHETYPES
    facts: SnapshotFacts | None = field(default_factory=a_snapshot)
    audit: FakeAudit = field(default_factory=FakeAudit)
    #: Whose question was counted, in order.
    counted: list[Caller] = field(default_factory=list)

    def server(self) -> MCPServer:
        """An MCP server over the shop."""
        segments = FakeSegments(self.facts, *self.archetypes)
        stores = Stores(FakeCustomers(*CUSTOMERS), segments, FakeSales(), FakeForecasts())
        desk = Desk(stores, self.audit, FakeAnswerCache())
        return mcp_server(desk, segments, caller_of=self._who_asks, take=self._take)

    def _who_asks(self) -> Caller:
        if self.nobody_because is not None:
            raise self.nobody_because
        return self.caller

    def _take(self, caller: Caller) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.counted.append(caller)
