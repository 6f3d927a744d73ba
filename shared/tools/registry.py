"""Every analytics tool, once: REST, MCP, the question answerer, the command line and docs/tools.md read this table."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.domain.access import Permission
from shared.errors import NotFound
from shared.tools.archetypes.campaign import recommend_segments_for_campaign
from shared.tools.archetypes.comparison import compare_segments
from shared.tools.archetypes.growth import archetype_growth
from shared.tools.archetypes.segment_trends import calculate_segment_trends
from shared.tools.archetypes.shifts import profile_shifts
from shared.tools.archetypes.stats import get_archetype_stats
from shared.tools.archetypes.top import top_archetypes
from shared.tools.customers.b2b import b2b_customers
from shared.tools.customers.behaviour import behaviour_analysis
from shared.tools.customers.churn_overview import churn_overview
from shared.tools.customers.churn_risk import predict_churn_risk
from shared.tools.customers.customer_behaviour import customer_behaviour
from shared.tools.customers.discounts import discount_dependency
from shared.tools.customers.high_value import high_value_customers
from shared.tools.customers.lookup import customer_lookup
from shared.tools.customers.ltv_forecast import ltv_forecast
from shared.tools.customers.next_purchase import next_purchase
from shared.tools.customers.one_time import one_time_buyers
from shared.tools.customers.orders import customer_orders
from shared.tools.customers.pace import declining_customers, momentum_customers
from shared.tools.customers.profile import get_customer_profile
from shared.tools.customers.retention_plan import customer_retention_plan, retention_plan
from shared.tools.customers.rfm import rfm_analysis
from shared.tools.customers.search import search_customers
from shared.tools.customers.winback import winback_candidates
from shared.tools.shop.affinity import product_affinity
from shared.tools.shop.categories import category_trends
from shared.tools.shop.growth import growth_projection
from shared.tools.shop.products import product_performance
from shared.tools.shop.revenue import revenue_forecast
from shared.tools.shop.seasons import seasonal_customers, seasonal_sales

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Tool:
    """An analytics tool: a typed function, and what the doors need to know besides."""

    function: Callable[..., object]
    title: str
    permission: Permission
    #: Arguments of a call that answers something over the orders that the project comes with.
    example: Json

    @property
    def name(self) -> str:
        """What callers call it: the function's name."""
        return self.function.__name__

    @property
    def description(self) -> str:
        """What it answers and takes, in sentences."""
        return inspect.getdoc(self.function) or ""

    @property
    def summary(self) -> str:
        """What it answers, in the first sentence."""
        return self.description.split("\n", 1)[0]


_CUSTOMER, _AUDIENCE, _INSIGHT = Permission.CUSTOMER, Permission.AUDIENCE, Permission.INSIGHT
_SOMEBODY: Json = {"customer_id": "13027"}

_TOOLS = (
    Tool(get_customer_profile, "A customer's profile", _CUSTOMER, _SOMEBODY),
    Tool(predict_churn_risk, "A customer's churn risk", _CUSTOMER, _SOMEBODY),
    Tool(next_purchase, "A customer's next purchase", _CUSTOMER, _SOMEBODY),
    Tool(ltv_forecast, "A customer's value to come", _CUSTOMER, {**_SOMEBODY, "months": 12}),
    Tool(customer_orders, "What a customer ordered", _CUSTOMER, {**_SOMEBODY, "limit": 2}),
    Tool(customer_behaviour, "How a customer shops", _CUSTOMER, _SOMEBODY),
    Tool(customer_retention_plan, "What to do to keep a customer", _CUSTOMER, _SOMEBODY),
    Tool(customer_lookup, "Find a customer", _CUSTOMER, {"text": "13027"}),
    Tool(search_customers, "Search customers", _AUDIENCE, {"rfm_group": "CHAMPIONS", "limit": 5}),
    Tool(high_value_customers, "The most valuable customers", _AUDIENCE, {"metric": "historic", "limit": 5}),
    Tool(one_time_buyers, "One-time buyers", _AUDIENCE, {"silent_days": 180, "limit": 5}),
    Tool(momentum_customers, "Customers gaining momentum", _AUDIENCE, {"limit": 5}),
    Tool(declining_customers, "Customers losing momentum", _AUDIENCE, {"limit": 5}),
    Tool(winback_candidates, "Customers to win back", _AUDIENCE, {"limit": 5}),
    Tool(discount_dependency, "Customers who buy on discount", _AUDIENCE, {"limit": 5}),
    Tool(b2b_customers, "Customers who look like businesses", _AUDIENCE, {"limit": 5}),
    Tool(retention_plan, "Whom to keep, and how", _AUDIENCE, {"limit": 5}),
    Tool(seasonal_customers, "Who bought for an event", _AUDIENCE, {"event": "halloween", "limit": 5}),
    Tool(churn_overview, "Churn over the shop", _INSIGHT, {"levels": ["CRITICAL"], "limit": 5}),
    Tool(rfm_analysis, "Recency, frequency, money", _INSIGHT, {"group": "CHAMPIONS", "limit": 5}),
    Tool(behaviour_analysis, "How customers shop", _INSIGHT, {"group": "1"}),
    Tool(get_archetype_stats, "An archetype's figures", _INSIGHT, {"archetype_id": "1"}),
    Tool(top_archetypes, "Top archetypes", _INSIGHT, {"metric": "revenue", "limit": 3}),
    Tool(compare_segments, "Compare two groups", _INSIGHT, {"a": "1", "b": "2"}),
    Tool(archetype_growth, "Archetypes that grow or shrink", _INSIGHT, {"direction": "growing", "limit": 3}),
    Tool(calculate_segment_trends, "Trends of segments", _INSIGHT, {"axis_name": "purchase_frequency"}),
    Tool(profile_shifts, "Moves between archetypes", _INSIGHT, {"limit": 5}),
    Tool(recommend_segments_for_campaign, "Whom a campaign should reach", _INSIGHT, {"goal": "retention"}),
    Tool(revenue_forecast, "Revenue to come", _INSIGHT, {"months": 3}),
    Tool(growth_projection, "Customers to come", _INSIGHT, {"months": 3}),
    Tool(product_affinity, "Products bought together", _INSIGHT, {"limit": 3}),
    Tool(product_performance, "How products sell", _INSIGHT, {"limit": 3}),
    Tool(category_trends, "Trends of categories", _INSIGHT, {"limit": 3}),
    Tool(seasonal_sales, "Sales of events", _INSIGHT, {"event": "halloween"}),
)

#: By name, one customer first, then lists of customers, then the shop.
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _TOOLS}


def tool_named(name: str) -> Tool:
    """The tool; NotFound when there is none of this name."""
    if name not in TOOLS:
        raise NotFound("there is no tool of this name; GET /api/mcp/tools lists them")
    return TOOLS[name]
