"""Customers, made up: histories to discover in, profiles to ask for, and a database that knows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import psycopg

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.domain.customers import Archetype, AxisProfile, Profile, Strength, Trait
from shared.segmentation.discovery import AxisModel, AxisPlaces, Discovery
from shared.segmentation.naming import archetype_id, archetype_name
from shared.segmentation.rfm import rfm_scores
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import STRENGTHS, StrengthCuts
from shared.store.database import Database
from tests import factories_features
from tests.factories_features import make_features

AS_OF = factories_features.AS_OF


@dataclass(frozen=True, slots=True)
class PurchaseHistory:
    """One customer's orders, summed up."""

    customer_id: str
    orders: int
    spent: float
    first_order_on: date
    last_order_on: date
    #: Days on which the customer ordered.
    order_days: int


def days_ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def a_history(
    customer_id: str = "c1",
    *,
    orders: int = 1,
    spent: float = 100.0,
    first_days_ago: int = 100,
    last_days_ago: int = 100,
    order_days: int | None = None,
) -> PurchaseHistory:
    return PurchaseHistory(
        customer_id=customer_id,
        orders=orders,
        spent=spent,
        first_order_on=days_ago(first_days_ago),
        last_order_on=days_ago(last_days_ago),
        order_days=order_days or orders,
    )


def a_shop(customers: int = 300, *, seed: int = 1) -> list[PurchaseHistory]:
    """Three kinds of customers: a third buys once, a third now and then, a third all the time."""
    rng = np.random.default_rng(seed)
    shop = []
    for number in range(customers):
        usual_orders, usual_amount, usual_silence = ((1, 30, 250), (4, 150, 60), (20, 700, 8))[number % 3]
        orders = 1 if usual_orders == 1 else int(rng.poisson(usual_orders)) + 1
        last = int(usual_silence * rng.uniform(0.6, 1.4))
        first = last + (orders - 1) * int(rng.integers(10, 30))
        spent = round(orders * usual_amount * float(rng.lognormal(0, 0.2)), 2)
        shop.append(a_history(f"c{number:04}", orders=orders, spent=spent, first_days_ago=first, last_days_ago=last))
    return shop


def a_place(
    axis: str = PURCHASE_FREQUENCY, segment: str = "regular", strength: Strength = Strength.STRONG
) -> AxisProfile:
    return AxisProfile(axis, segment, strength, {segment: 0.75, "another": 0.25})


def a_profile(
    customer_id: str = "17850",
    *,
    axes: tuple[AxisProfile, ...] = (a_place(),),
    clv: float = 6912.0,
    orders: int = 6,
    days_silent: int = 113,
    tenure_days: int = 354,
    email: str | None = "Sarah@Example.com",
) -> Profile:
    segments = [place.segment for place in axes]
    return Profile(
        customer_id=customer_id,
        name="Sarah Miller",
        email=email,
        archetype_id=archetype_id(segments) or None,
        archetype_name=archetype_name(segments) or None,
        axes=axes,
        historic_clv=clv,
        historic_number_of_orders=orders,
        average_order_value=round(clv / orders, 2),
        average_days_between_orders=48.2,
        first_order_on=days_ago(tenure_days),
        last_order_on=days_ago(days_silent),
        as_of=AS_OF,
        currency="GBP",
    )


def a_discovery(profiles: Sequence[Profile]) -> Discovery:
    """A discovery that found these profiles, which stand on the same axes, whatever those were learned from."""
    ordered = sorted(profiles, key=lambda profile: profile.customer_id)
    features = make_features(
        customer_id=[profile.customer_id for profile in ordered],
        orders=[profile.historic_number_of_orders for profile in ordered],
        spent=[profile.historic_clv for profile in ordered],
        average_order_value=[profile.average_order_value for profile in ordered],
        mean_gap_days=[float(profile.average_days_between_orders or "nan") for profile in ordered],
        recency_days=[profile.days_since_last_order for profile in ordered],
        tenure_days=[profile.tenure_days for profile in ordered],
    )
    archetypes = _archetypes_of(ordered)
    ids = [archetype.id for archetype in archetypes]
    members = [ids.index(profile.archetype_id) if profile.archetype_id else -1 for profile in ordered]
    axes = tuple(_places([profile.axes[number] for profile in ordered]) for number in range(len(ordered[0].axes)))
    return Discovery(
        as_of=AS_OF,
        seed=1,
        currency="GBP",
        features=features,
        axes=axes,
        left_out=(),
        archetypes=archetypes,
        archetype=np.array(members, dtype=np.int32),
        archetype_axes=tuple(places.model.axis for places in axes) if archetypes else (),
        agreement=0.95 if archetypes else None,
        rfm=rfm_scores(features),
    )


def _places(stands: Sequence[AxisProfile]) -> AxisPlaces:
    """Where these customers stand on one axis; its segments are all that any of them has a membership in."""
    segments = tuple(dict.fromkeys(segment for place in stands for segment in place.memberships))
    degrees = [[place.memberships.get(segment, 0.0) for segment in segments] for place in stands]
    model = AxisModel(
        axis=stands[0].axis,
        features=("anchor",),
        scaling=Scaling((-1.0,), (1.0,), (0.0,), (1.0,)),
        segments=segments,
        centres=tuple((float(number),) for number in range(len(segments))),
        cuts=StrengthCuts(0.4, 0.7),
        xie_beni=0.1,
        agreement=0.95,
    )
    return AxisPlaces(
        model=model,
        memberships=np.array(degrees, dtype=np.float32),
        dominant=np.array([segments.index(place.segment) for place in stands], dtype=np.int8),
        strength=np.array([STRENGTHS.index(place.strength) for place in stands], dtype=np.int8),
    )


def _archetypes_of(profiles: Sequence[Profile]) -> tuple[Archetype, ...]:
    """One archetype for each id, largest first."""
    members: defaultdict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        if profile.archetype_id:
            members[profile.archetype_id].append(profile)
    found = [
        Archetype(
            id=archetype,
            name=alike[0].archetype_name or "",
            signature=tuple(Trait(place.axis, place.segment, place.strength) for place in alike[0].axes),
            member_count=len(alike),
            population_share=len(alike) / len(profiles),
            average_clv=round(sum(profile.historic_clv for profile in alike) / len(alike), 2),
            total_revenue=round(sum(profile.historic_clv for profile in alike), 2),
        )
        for archetype, alike in members.items()
    ]
    return tuple(sorted(found, key=lambda archetype: (-archetype.member_count, archetype.id)))


def keep_customers(database: Database, profiles: Iterable[Profile]) -> None:
    """Insert the customers themselves, as a load does before any discovery."""
    with database.connection() as connection, connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO customers VALUES (%s, %s, %s)",
            [(profile.customer_id, profile.name, profile.email) for profile in profiles],
        )


def keep_line(
    connection: psycopg.Connection[object],
    order_id: str,
    customer_id: str,
    ordered_at: datetime,
    *,
    quantity: int = 1,
    unit_price: float = 10.0,
    discount: float = 0.0,
    product: str = "Pins",
) -> None:
    """Insert one more line of an order, and its customer when the database does not have it yet."""
    connection.execute("INSERT INTO customers VALUES (%s) ON CONFLICT DO NOTHING", [customer_id])
    connection.execute(
        "INSERT INTO order_lines SELECT %s, count(*) + 1, %s, %s, %s, %s, '', %s, %s, %s "
        "FROM order_lines WHERE order_id = %s",
        [order_id, customer_id, ordered_at, product, product, quantity, unit_price, discount, order_id],
    )


def keep_shop(database: Database, shop: Iterable[PurchaseHistory]) -> None:
    """Insert one line for every order in the histories, evenly over the customer's time."""
    customers, lines = [], []
    for history in shop:
        customers.append((history.customer_id, f"Name {history.customer_id}", f"{history.customer_id}@example.com"))
        between = (history.last_order_on - history.first_order_on) / max(history.orders - 1, 1)
        for number in range(history.orders):
            day = datetime.combine(history.first_order_on + number * between, time(12), UTC)
            price = round(history.spent / history.orders, 4)
            lines.append((f"{history.customer_id}-{number}", history.customer_id, day, price))
    with database.connection() as connection, connection.cursor() as cursor:
        cursor.executemany("INSERT INTO customers VALUES (%s, %s, %s)", customers)
        cursor.executemany("INSERT INTO order_lines VALUES (%s, 1, %s, %s, 'P', 'Pins', '', 1, %s, 0)", lines)
