"""Customers, made up: histories to discover in, profiles to ask for, and a database that knows them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import psycopg

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.domain.customers import AxisProfile, Profile, Strength
from shared.segmentation.archetypes import archetype_id, archetype_name, archetypes_of, signature_of
from shared.segmentation.discover import Discovery
from shared.segmentation.histories import PurchaseHistory
from shared.store.database import Database

AS_OF = date(2026, 6, 30)


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
    signature = signature_of(axes)
    return Profile(
        customer_id=customer_id,
        name="Sarah Miller",
        email=email,
        archetype_id=archetype_id(signature) or None,
        archetype_name=archetype_name(signature) or None,
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
    """A discovery that found these profiles, whatever the axes were learned from."""
    return Discovery(
        as_of=AS_OF,
        seed=1,
        currency="GBP",
        axes=(),
        left_out=(),
        profiles=tuple(replace(profile, name=None, email=None) for profile in profiles),
        archetypes=archetypes_of(profiles),
    )


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
) -> None:
    """Insert one more line of an order, and its customer when the database does not have it yet."""
    connection.execute("INSERT INTO customers VALUES (%s) ON CONFLICT DO NOTHING", [customer_id])
    connection.execute(
        "INSERT INTO order_lines SELECT %s, count(*) + 1, %s, %s, 'P', 'Pins', '', %s, %s, %s "
        "FROM order_lines WHERE order_id = %s",
        [order_id, customer_id, ordered_at, quantity, unit_price, discount, order_id],
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
