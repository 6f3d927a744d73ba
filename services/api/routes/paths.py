"""Which tool is reached at which address."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPMethod

PREFIX = "/api/mcp"


class Subject(StrEnum):
    """What a route is about; /docs has a chapter for each."""

    CUSTOMER = "one customer"
    CUSTOMERS = "lists of customers"
    CHURN = "churn and retention"
    ARCHETYPES = "archetypes and segments"
    CAMPAIGNS = "campaigns"
    SHOP = "the shop"
    ANY = "any tool"


@dataclass(frozen=True, slots=True)
class ToolPath:
    """An address of a tool. What stands in braces is a parameter; the others are in the query, or a POST's body."""

    tool: str
    #: Below PREFIX.
    path: str
    subject: Subject
    method: HTTPMethod = HTTPMethod.GET
    #: Its name in OpenAPI, where the tool has another address that has the tool's name.
    named: str | None = None

    @property
    def operation_id(self) -> str:
        """Its name in OpenAPI."""
        return self.named or self.tool


#: The first address of a tool is the one that the list of tools names.
TOOL_PATHS = (
    ToolPath("get_customer_profile", "/customer/{customer_id}", Subject.CUSTOMER),
    ToolPath("predict_churn_risk", "/customer/{customer_id}/churn-risk", Subject.CUSTOMER),
    ToolPath("next_purchase", "/customer/{customer_id}/next-purchase", Subject.CUSTOMER),
    ToolPath("ltv_forecast", "/customer/{customer_id}/ltv-forecast", Subject.CUSTOMER),
    ToolPath("customer_orders", "/customer/{customer_id}/orders", Subject.CUSTOMER),
    ToolPath("customer_behaviour", "/customer/{customer_id}/behaviour", Subject.CUSTOMER),
    ToolPath("customer_retention_plan", "/customer/{customer_id}/retention-plan", Subject.CUSTOMER),
    ToolPath("search_customers", "/search", Subject.CUSTOMERS, HTTPMethod.POST),
    ToolPath("customer_lookup", "/customers/lookup", Subject.CUSTOMERS),
    ToolPath("high_value_customers", "/customers/high-value", Subject.CUSTOMERS),
    ToolPath("one_time_buyers", "/customers/one-time", Subject.CUSTOMERS),
    ToolPath("momentum_customers", "/customers/momentum", Subject.CUSTOMERS),
    ToolPath("declining_customers", "/customers/declining", Subject.CUSTOMERS),
    ToolPath("winback_candidates", "/customers/winback", Subject.CUSTOMERS),
    ToolPath("discount_dependency", "/customers/discount-dependent", Subject.CUSTOMERS),
    ToolPath("b2b_customers", "/customers/b2b", Subject.CUSTOMERS),
    ToolPath("seasonal_customers", "/seasonal/customers", Subject.CUSTOMERS),
    ToolPath("churn_overview", "/churn/aggregate", Subject.CHURN),
    ToolPath("retention_plan", "/retention/plan", Subject.CHURN),
    ToolPath("get_archetype_stats", "/archetype/{archetype_id}", Subject.ARCHETYPES),
    ToolPath("top_archetypes", "/archetypes/top", Subject.ARCHETYPES),
    ToolPath("archetype_growth", "/archetypes/growth-projection", Subject.ARCHETYPES),
    ToolPath("profile_shifts", "/archetypes/shifts", Subject.ARCHETYPES),
    ToolPath("compare_segments", "/segments/compare", Subject.ARCHETYPES),
    ToolPath("calculate_segment_trends", "/segments/trends", Subject.ARCHETYPES),
    ToolPath("behaviour_analysis", "/behaviour", Subject.ARCHETYPES),
    ToolPath("rfm_analysis", "/rfm", Subject.ARCHETYPES),
    ToolPath("recommend_segments_for_campaign", "/campaigns/recommend", Subject.CAMPAIGNS, HTTPMethod.POST),
    ToolPath("recommend_segments_for_campaign", "/campaign/{goal}", Subject.CAMPAIGNS, named="campaign_by_goal"),
    ToolPath("revenue_forecast", "/revenue/forecast", Subject.SHOP),
    ToolPath("growth_projection", "/growth/projection", Subject.SHOP),
    ToolPath("product_performance", "/products/performance", Subject.SHOP),
    ToolPath("product_affinity", "/products/affinity", Subject.SHOP),
    ToolPath("category_trends", "/categories/trends", Subject.SHOP),
    ToolPath("seasonal_sales", "/seasonal/sales", Subject.SHOP),
)


def first_path(tool: str) -> ToolPath:
    """The address that the tool is known by."""
    return next(each for each in TOOL_PATHS if each.tool == tool)
