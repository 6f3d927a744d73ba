"""The paragraph for any result of a tool that answers questions."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.domain.archetype_stats import ArchetypeStats
from shared.domain.b2b import Businesses
from shared.domain.behaviour import BehaviourAnalysis, CustomerBehaviour
from shared.domain.campaigns import CampaignTargets
from shared.domain.churn import ChurnRisk
from shared.domain.churn_overview import ChurnOverview
from shared.domain.comparison import Comparison
from shared.domain.customers import Profile
from shared.domain.discount_dependency import DiscountDependency
from shared.domain.group_trends import ArchetypeGrowth, SegmentTrends
from shared.domain.high_value import HighValue
from shared.domain.listings import CustomerList
from shared.domain.lookup import CustomerMatches
from shared.domain.one_time import OneTimeBuyers
from shared.domain.outlook import GrowthProjection, RevenueForecast
from shared.domain.pace import PaceChange
from shared.domain.predictions import ValueForecast
from shared.domain.product_analyses import CategoryTrends, ProductAffinity, ProductPerformance
from shared.domain.retention_plan import PlannedAction, RetentionPlan
from shared.domain.rfm_analysis import RfmAnalysis
from shared.domain.seasonal import SeasonalCustomers, SeasonalSales
from shared.domain.winback import WinbackCandidates
from shared.questions.summaries import customers, groups, people, shop

#: What each says is typed where it stands; a table over types cannot be.
SUMMARIES: Mapping[type, Callable[[Any, str], str]] = {
    ArchetypeGrowth: groups.growth,
    ArchetypeStats: groups.stats,
    BehaviourAnalysis: groups.behaviour,
    Businesses: customers.businesses,
    CampaignTargets: groups.campaign,
    CategoryTrends: shop.categories,
    ChurnOverview: customers.churn,
    ChurnRisk: people.churn_risk,
    Comparison: groups.comparison,
    CustomerBehaviour: people.behaviour,
    CustomerList: customers.listed,
    CustomerMatches: people.matches,
    DiscountDependency: customers.discounts,
    GrowthProjection: shop.growth,
    HighValue: customers.high_value,
    OneTimeBuyers: customers.one_time,
    PaceChange: customers.pace,
    PlannedAction: people.plan,
    ProductAffinity: shop.affinity,
    ProductPerformance: shop.products,
    Profile: people.profile,
    RetentionPlan: customers.retention,
    RevenueForecast: shop.revenue,
    RfmAnalysis: customers.rfm,
    SeasonalCustomers: shop.event_buyers,
    SeasonalSales: shop.season,
    SegmentTrends: groups.segment_trends,
    ValueForecast: people.value,
    WinbackCandidates: customers.winback,
}


def summary_of(result: object, currency: str) -> str:
    """What the result amounts to, in two to four sentences; amounts are in the currency (ISO 4217)."""
    return SUMMARIES[type(result)](result, currency)
