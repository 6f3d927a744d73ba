"""The page of any answer: what its data shows, and around it the lead, the notes and how to go on."""

from collections.abc import Callable, Mapping
from datetime import date
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
from shared.domain.order_history import CustomerOrders
from shared.domain.outlook import GrowthProjection, RevenueForecast
from shared.domain.pace import PaceChange
from shared.domain.predictions import NextPurchase, ValueForecast
from shared.domain.product_analyses import CategoryTrends, ProductAffinity, ProductPerformance
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.domain.ranking import RankedArchetypes
from shared.domain.retention_plan import PlannedAction, RetentionPlan
from shared.domain.rfm_analysis import RfmAnalysis
from shared.domain.seasonal import SeasonalCustomers, SeasonalSales
from shared.domain.shifts import ProfileShifts
from shared.domain.winback import WinbackCandidates
from shared.domain.words import percent
from shared.pages.kinds import (
    archetypes,
    campaigns,
    categories,
    forecasts,
    groups,
    habits,
    history,
    one_customer,
    one_outlook,
    products,
    risk,
    value,
)
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.lead import lead_of, plainly_told
from shared.pages.page import Page
from shared.questions.suggestions import WORDINGS
from shared.questions.summaries.sentences import sentence
from shared.questions.summaries.summary import summary_of
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload

#: Under this the asker is told what the question was taken for.
SURE_FROM = 0.7
#: How the note begins that something in the question changed nothing.
NOT_TAKEN = "Not taken into account: "

#: What each takes is typed where it stands; a table over types cannot be.
FORMATTERS: Mapping[type, Callable[[Any, Asked], Body]] = {
    ArchetypeGrowth: archetypes.growth,
    ArchetypeStats: archetypes.stats,
    BehaviourAnalysis: groups.behaviour,
    Businesses: habits.businesses,
    CampaignTargets: campaigns.campaign,
    CategoryTrends: categories.categories,
    ChurnOverview: risk.churn,
    ChurnRisk: one_outlook.churn_risk,
    ChurnRiskPayload: one_outlook.churn_risk,
    Comparison: groups.comparison,
    CustomerBehaviour: one_customer.behaviour,
    CustomerList: value.matching,
    CustomerMatches: one_customer.matches,
    CustomerOrders: one_customer.orders,
    CustomerPayload: one_customer.profile,
    DiscountDependency: habits.discounts,
    GrowthProjection: forecasts.growth,
    HighValue: value.high_value,
    NextPurchase: one_outlook.next_purchase,
    OneTimeBuyers: habits.one_time,
    PaceChange: habits.pace,
    PlannedAction: one_outlook.plan,
    ProductAffinity: products.affinity,
    ProductPerformance: products.performance,
    Profile: one_customer.profile,
    ProfileShifts: archetypes.shifts,
    RankedArchetypes: archetypes.ranked,
    RetentionPlan: risk.retention,
    RevenueForecast: forecasts.revenue,
    RfmAnalysis: value.rfm,
    SeasonalCustomers: campaigns.event_buyers,
    SeasonalSales: campaigns.season,
    SegmentTrends: history.segment_trends,
    ValueForecast: one_outlook.value,
    WinbackCandidates: risk.winback,
}


def page_of(answer: QuestionAnswer) -> Page:
    """What is shown of the answer; `answer.data` is the tool's typed result, as on the wire or as the tool gave it.

    An answer that asks back has its question as the lead, and its options are not repeated as next questions.
    """
    asked = Asked(answer.currency, answer.query_type, answer.as_of)
    body = _body(answer, asked)
    asks_back = answer.clarification is not None
    return Page(
        headline=plainly_told(body.headline),
        emoji=body.emoji,
        lead=_lead(answer, body),
        currency=answer.currency,
        as_of=None if answer.query_type is QueryKind.OUT_OF_SCOPE else answer.as_of,
        figures=body.figures,
        table=body.table,
        chart=body.chart,
        advice=_said(body.advice),
        notes=_said((*(note for note in answer.notes if not _is_a_gap(note)), *body.notes, *_how_it_was_read(answer))),
        next_questions=() if asks_back else answer.next_questions,
        customer_id=body.customer_id,
    )


def page_of_result(result: object, *, currency: str, as_of: date, headline: str | None = None) -> Page:
    """What is shown of a tool's result that no question was asked for; amounts are in the currency (ISO 4217)."""
    body = FORMATTERS[type(result)](result, Asked(currency, as_of=as_of))
    told = _as_the_tool_gave_it(result)
    summary = body.lead or summary_of(told, currency)
    return Page(
        headline=headline or plainly_told(body.headline),
        emoji=body.emoji,
        lead=lead_of(summary, told, has_table=body.table is not None, advice=body.advice),
        currency=currency,
        as_of=as_of,
        figures=body.figures,
        table=body.table,
        chart=body.chart,
        advice=_said(body.advice),
        notes=_said(body.notes),
        customer_id=body.customer_id,
    )


def _body(answer: QuestionAnswer, asked: Asked) -> Body:
    if answer.query_type is QueryKind.OUT_OF_SCOPE and answer.clarification is None:
        return Body("That I cannot answer", "🙊")
    formatter = FORMATTERS.get(type(answer.data))
    if formatter:
        return formatter(answer.data, asked)
    if answer.clarification:
        return Body("One question first", "❓")
    if answer.data is not None:
        return Body(WORDINGS[answer.query_type].means, "💬")
    return Body("Nothing found", "🔍")


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plainly_told(text) for text in texts if text.strip())


def _as_the_tool_gave_it(result: object) -> object:
    match result:
        case CustomerPayload():
            return result.profile()
        case ChurnRiskPayload():
            return result.churn_risk()
        case _:
            return result


def _lead(answer: QuestionAnswer, body: Body) -> str:
    """The answer in words; what it does not take into account comes first, lest it be taken for what was asked."""
    if answer.clarification:
        return answer.clarification.question
    told = lead_of(answer.summary, answer.data, has_table=body.table is not None, advice=body.advice)
    return " ".join((*filter(_is_a_gap, answer.notes), told or "There is nothing to tell."))


def _is_a_gap(note: str) -> bool:
    return note.startswith(NOT_TAKEN)


def _how_it_was_read(answer: QuestionAnswer) -> tuple[str, ...]:
    """Who read the question, and how surely; nothing where it was said outright or there is nothing to doubt."""
    notes = []
    taken = WORDINGS.get(answer.query_type)
    if answer.clarification is None and answer.confidence < SURE_FROM and taken:
        other = WORDINGS.get(answer.runner_up) if answer.runner_up else None
        instead = f"; it may have been “{other.means}”" if other else ""
        sure = f"({percent(answer.confidence)} sure){instead}"
        notes.append(f"This may not be what you meant: the question was taken for “{taken.means}” {sure}.")
    if answer.fell_back_because:
        notes.append(sentence(f"read without Claude: {answer.fell_back_because}"))
    elif answer.engine is QuestionEngine.OFFLINE:
        notes.append("Read without Claude, by the classifier that needs no network.")
    return tuple(notes)
