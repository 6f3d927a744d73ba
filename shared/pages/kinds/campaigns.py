"""Whom to write to: for a campaign's goal, and for the events of the year."""

from collections.abc import Sequence
from datetime import date

from shared.domain.campaigns import CampaignTarget, CampaignTargets, Goal
from shared.domain.sales import EventSales
from shared.domain.seasonal import NextWindow, SeasonalCustomers, SeasonalSales
from shared.pages.kinds.body import Asked, Body
from shared.pages.kinds.customer_table import ID, NAME
from shared.pages.kinds.figures import amount, count, day, number, told
from shared.pages.kinds.pictures import MOST_SERIES, bars, chart, rows
from shared.pages.kinds.tables import table
from shared.pages.page import Chart, Column, Figure, Series, Shape, Table, Unit, Value

ADVICE_TOLD = 3
GOAL_WORDS = {Goal.SUBSCRIPTION: "subscription", Goal.RETENTION: "retention", Goal.CROSS_SELL: "cross-sell"}
NEXT_BEST = "next best: "


def campaign(found: CampaignTargets, asked: Asked) -> Body:
    """Archetypes to aim at, the most promising first."""
    targets = found.targets
    suited = ((each.archetype.name, each.suited) for each in targets)
    return Body(
        f"Whom a {GOAL_WORDS[found.goal]} campaign should reach",
        "🎯",
        figures=told(
            count("Archetypes to aim at", found.total),
            count("Customers who suit it, in all", found.suited),
            count("Of them in those listed", sum(each.suited for each in targets)),
            amount("Members have spent", sum(each.figures.revenue for each in targets)),
            amount(
                "Last 90 days",
                sum(each.figures.spent_last_90 for each in targets),
                sum(each.figures.spent_previous_90 for each in targets),
                better=True,
            ),
        )
        if targets
        else (),
        table=_targets(targets, found.total),
        chart=rows("Customers who suit the campaign", suited, Unit.COUNT, asked.currency),
        advice=tuple(_aim(each) for each in targets[:ADVICE_TOLD]),
    )


def _targets(targets: Sequence[CampaignTarget], total: int) -> Table | None:
    columns = (
        Column("Archetype"),
        Column("Suited", Unit.COUNT, 1),
        Column("Members", Unit.COUNT, 2),
        Column("Spent each", Unit.MONEY, 2),
        Column("At risk", Unit.COUNT, 3),
        Column("Chance of leaving", Unit.PERCENT, 4),
        Column("Suits", Unit.TEXT, 5),
    )
    made = tuple(
        (
            each.archetype.name,
            each.suited,
            each.figures.customers,
            each.figures.average_clv,
            each.figures.at_risk,
            each.figures.churn_probability,
            "as a whole" if each.qualifies else "next best",
        )
        for each in targets
    )
    return table(columns, made, of=total)


def _aim(target: CampaignTarget) -> str:
    reasoning = target.reasoning.removeprefix(NEXT_BEST).rstrip(".")
    return f"Aim at “{target.archetype.name}”: {reasoning}."


def season(found: SeasonalSales, asked: Asked) -> Body:
    """What events sell, by year."""
    names = list(dict.fromkeys(each.name for each in found.events))
    one = names[0] if len(names) == 1 else None
    return Body(
        f"What {one} sells" if one else "What the events of the year sell",
        "🎁",
        figures=_one_event(found.events) if one else _events(found, asked.as_of),
        table=_seasons(found.events),
        chart=_by_year(found.events, names, asked.currency),
        advice=tuple(_before(each, asked.as_of) for each in found.next_windows[:ADVICE_TOLD]),
    )


def _one_event(events: Sequence[EventSales]) -> tuple[Figure, ...]:
    """The newest year against the one before, as far as both were sold in whole."""
    last = events[-1]
    before = next((each for each in events[-2::-1] if each.year == last.year - 1), None)
    if before and not (last.is_whole and before.is_whole):
        before = None
    return told(
        amount(f"Revenue {last.year}", last.revenue, before.revenue if before else None, better=True),
        count("Orders", last.orders, before.orders if before else None, better=True),
        count("Customers", last.customers, before.customers if before else None, better=True),
        count("New customers", last.new_customers, before.new_customers if before else None, better=True),
        number("Against a usual day", last.uplift, unit=Unit.TIMES),
    )


def _events(found: SeasonalSales, today: date | None) -> tuple[Figure, ...]:
    if not found.events:
        return ()
    strongest = max(found.events, key=lambda each: each.uplift or 0.0)
    upcoming = found.next_windows[0] if found.next_windows else None
    return told(
        count("Events", len({each.event for each in found.events})),
        amount(f"{strongest.name} {strongest.year}", strongest.revenue),
        number("Against a usual day", strongest.uplift, unit=Unit.TIMES),
        _next(upcoming, today, upcoming.name if upcoming else ""),
    )


def _seasons(events: Sequence[EventSales]) -> Table | None:
    columns = (
        Column("Event"),
        Column("Year", Unit.TEXT, 1),
        Column("Revenue", Unit.MONEY, 1),
        Column("Against a usual day", Unit.TIMES, 2),
        Column("Orders", Unit.COUNT, 4),
        Column("Customers", Unit.COUNT, 3),
        Column("New customers", Unit.COUNT, 5),
        Column("From", Unit.DATE, 6),
        Column("To", Unit.DATE, 6),
    )
    made: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.name,
            str(each.year) if each.is_whole else f"{each.year} (in part)",
            each.revenue,
            each.uplift,
            each.orders,
            each.customers,
            each.new_customers,
            each.starts_on,
            each.ends_on,
        )
        for each in reversed(events)
    )
    return table(columns, made, "Newest first", len(made))


def _by_year(events: Sequence[EventSales], names: Sequence[str], currency: str) -> Chart | None:
    """Bars by year; of several events, by event with a series a year."""
    if len(names) == 1:
        years = ((str(each.year), each.revenue) for each in events)
        return bars(f"Revenue of {names[0]} by year", years, Unit.MONEY, currency)
    sold = {(each.name, each.year): each.revenue for each in events}
    newest = sorted({each.year for each in events})[-MOST_SERIES:]
    series = [Series(str(year), tuple(sold.get((name, year)) for name in names)) for year in newest]
    return chart("Revenue of the events by year", Shape.BAR, names, series, unit=Unit.MONEY, currency=currency)


def _before(window: NextWindow, today: date | None) -> str:
    until = f"until {window.ends_on.isoformat()}"
    if _is_under_way(window, today):
        return f"Write for {window.name} now: people buy for it {until}."
    return f"Write for {window.name} before {window.starts_on.isoformat()}: people will buy for it {until}."


def _is_under_way(window: NextWindow, today: date | None) -> bool:
    return today is not None and window.starts_on <= today


def _next(window: NextWindow | None, today: date | None, name: str) -> Figure:
    """When the next one begins, or ends where it has begun."""
    if window is None:
        return day("", None)
    return (
        day(f"{name} ends", window.ends_on) if _is_under_way(window, today) else day(f"{name} begins", window.starts_on)
    )


def event_buyers(found: SeasonalCustomers, asked: Asked) -> Body:
    """Who bought for an event."""
    columns = (
        ID,
        NAME,
        Column(f"Spent for {found.name}", Unit.MONEY, 1),
        Column("Share of all they spent", Unit.PERCENT, 2),
        Column("Years", Unit.COUNT, 2),
        Column("Orders", Unit.COUNT, 3),
    )
    made: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.customer.customer_id,
            each.name,
            each.customer.spent,
            each.customer.share_of_spend,
            each.customer.years,
            each.customer.orders,
        )
        for each in found.customers
    )
    window = found.next_window
    return Body(
        f"Who bought for {found.name}",
        "🎁",
        figures=told(
            *(_one_event(found.years) if found.years else ()),
            _next(window, asked.as_of, found.name),
        ),
        table=table(columns, made),
        chart=_by_year(found.years, [found.name], asked.currency),
        advice=(_before(window, asked.as_of),) if window and made else (),
    )
