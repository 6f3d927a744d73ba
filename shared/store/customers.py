"""The customers of the current snapshot: one by one, searched, and summed up."""

from typing import Any, LiteralString

from psycopg import Connection, sql
from psycopg.rows import DictRow, class_row, dict_row

from shared.domain.churn import AT_RISK
from shared.domain.customers import Profile
from shared.domain.facts import OrderFact
from shared.domain.predictions import BuyingForecast
from shared.domain.search import (
    EVERYBODY,
    AllOf,
    Condition,
    Found,
    GroupBy,
    GroupFigures,
    InArchetype,
    InSegment,
    Search,
)
from shared.errors import NotFound
from shared.store.customer_orders import read_orders
from shared.store.customer_rows import CARD_COLUMNS, PROFILE_COLUMNS, card_of, forecast_of, profile_of
from shared.store.database import Database
from shared.store.prediction_arrays import prediction_arrays
from shared.store.profile_columns import AXIS_COLUMNS
from shared.store.search_sql import Where, after_parameters, beyond, is_storable, order

#: The customer with this id; when there is none, whoever has it as e-mail address, and among several the one who
#: ordered last.
FIND = (
    sql.SQL("""
SELECT {columns}, s.as_of, s.currency, s.axes
FROM profiles p
JOIN customers c USING (customer_id)
JOIN snapshots s ON s.is_current
LEFT JOIN archetypes a ON a.snapshot_id = s.id AND a.archetype_id = p.archetype_id
WHERE p.customer_id = coalesce(
    (SELECT customer_id FROM profiles WHERE customer_id = %(key)s),
    (SELECT customer_id FROM customers JOIN profiles USING (customer_id) WHERE lower(email) = lower(%(key)s)
     ORDER BY last_order_on DESC, customer_id LIMIT 1)
)
""")
    .format(columns=PROFILE_COLUMNS)
    .as_string()
)

PREDICTED = """
SELECT p.purchase_probability, p.next_purchase_days, p.usual_gap_days, p.clv, p.clv_low, p.clv_high, s.prediction
FROM profiles p JOIN snapshots s ON s.is_current
WHERE p.customer_id = %(customer_id)s AND s.prediction IS NOT NULL
"""

UNPREDICTABLE = "SELECT unpredictable_because FROM snapshots WHERE is_current"
NOT_DISCOVERED = "no segments have been discovered yet; run `selvage discover`"

#: Walks over the index, which takes time in proportion to the place.
NTH = "SELECT customer_id FROM profiles ORDER BY customer_id OFFSET %(place)s LIMIT 1"

#: The customers who match, in order, each with how many there are; one row without a customer when there is none.
SEARCH = sql.SQL("""
WITH chosen AS MATERIALIZED (
    SELECT * FROM profiles p WHERE {where} AND {beyond} ORDER BY {order} LIMIT %(limit)s
)
SELECT total.of_all, {columns}
FROM (SELECT ({total}) AS of_all) total
LEFT JOIN (chosen p JOIN customers c USING (customer_id) JOIN snapshots s ON s.is_current
           LEFT JOIN archetypes a ON a.snapshot_id = s.id AND a.archetype_id = p.archetype_id) ON true
ORDER BY {order}
""")

#: How many match. What the snapshot has counted is read off it: a segment of a large shop takes a second to count.
COUNTED_CUSTOMERS = "SELECT coalesce(sum(customers), 0) FROM snapshots WHERE is_current"
COUNTED_ARCHETYPE = """
SELECT coalesce(sum(member_count), 0) FROM archetypes JOIN snapshots s ON s.id = snapshot_id
WHERE s.is_current AND archetype_id = %(counted)s
"""
COUNTED_SEGMENT = sql.SQL("""
SELECT coalesce(sum({members}), 0) FROM segments JOIN snapshots s ON s.id = snapshot_id
WHERE s.is_current AND axis = %(counted_on)s AND segment = %(counted)s
""")
COUNT = sql.SQL("SELECT count(*) FROM profiles p WHERE {where}")

#: Customers by group. Whoever has no archetype, segment or category is in none.
GROUPS = sql.SQL("""
SELECT {group} AS "group",
       count(*) AS customers,
       count(*)::float8 / greatest((SELECT customers FROM snapshots WHERE is_current), 1) AS share,
       sum(historic_clv) AS revenue,
       avg(historic_clv) AS average_clv,
       sum(predicted_clv) AS predicted_revenue,
       avg(historic_number_of_orders)::float8 AS average_orders,
       avg(average_order_value) AS average_order_value,
       avg(days_since_last_order)::float8 AS average_days_since_last_order,
       avg(churn_probability) AS churn_probability,
       count(*) FILTER (WHERE churn_level = ANY(%(at_risk)s)) AS at_risk,
       coalesce(sum(historic_clv) FILTER (WHERE churn_level = ANY(%(at_risk)s)), 0) AS revenue_at_risk,
       coalesce(sum(spent_last_90), 0) AS spent_last_90,
       coalesce(sum(spent_previous_90), 0) AS spent_previous_90
FROM profiles p
WHERE {where} AND {is_grouped}
GROUP BY 1
ORDER BY 2 DESC, 1
""")

COLUMNS = {
    GroupBy.ARCHETYPE: "archetype_id",
    GroupBy.RFM_GROUP: "rfm_group",
    GroupBy.CHURN_LEVEL: "churn_level",
    GroupBy.FAVOURITE_CATEGORY: "favourite_category",
}
HAS_AXIS = """
SELECT axis FROM segments JOIN snapshots s ON s.id = snapshot_id WHERE s.is_current AND axis = %(axis)s LIMIT 1
"""


class CustomerStore:
    """Keeps what `shared.store_ports.Customers` promises in Postgres."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, key: str) -> Profile | None:
        """The profile of the customer whose id, or else e-mail address in any case, is `key`; None without one."""
        if not key or not is_storable(key):
            return None
        row = self._row(FIND, {"key": key})
        return profile_of(row, row["axes"]) if row else None

    def search(self, search: Search, *, total: int | None = None) -> Found:
        """The customers that match, in the order asked for; `total` of them, counted now when that is not told.

        What `is_counted` is taken as the snapshot counted it: whoever was erased since then is still in it.
        """
        where = Where(search.where)
        counting, counted = _total(search.where, where) if total is None else (sql.Literal(total), {})
        statement = SEARCH.format(
            where=where.sql,
            beyond=beyond(search.after, search.order_by, descending=search.descending),
            order=order(search.order_by, descending=search.descending),
            columns=CARD_COLUMNS,
            total=counting,
        )
        with self._database.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            told = {**where.parameters, **counted, **after_parameters(search.after), "limit": search.limit}
            rows = cursor.execute(statement, told).fetchall()
        return Found(int(rows[0]["of_all"]), tuple(card_of(row) for row in rows if row["customer_id"] is not None))

    def count(self, condition: Condition) -> int:
        """How many match."""
        where = Where(condition)
        counting, counted = _total(condition, where)
        with self._database.connection() as connection:
            statement = sql.SQL("SELECT ({})").format(counting)
            return int(connection.execute(statement, {**where.parameters, **counted}).fetchall()[0][0])

    def nth(self, place: int) -> str | None:
        """The id of the customer at this place, from 0 in the order of ids; None beyond the last."""
        row = self._row(NTH, {"place": place})
        return row["customer_id"] if row else None

    def groups(self, by: GroupBy | str, where: Condition = EVERYBODY) -> tuple[GroupFigures, ...]:
        """The customers that match, summed up by `by`, most customers first; a str is the name of an axis.

        NotFound when there is no such axis in the current snapshot.
        """
        chosen = Where(where)
        with self._database.connection() as connection:
            column = _column(connection, by)
            statement = GROUPS.format(
                group=column or sql.Literal(""),
                where=chosen.sql,
                is_grouped=sql.SQL("{} <> ''").format(column) if column else sql.SQL("true"),
            )
            cursor = connection.cursor(row_factory=class_row(GroupFigures))
            return tuple(cursor.execute(statement, {**chosen.parameters, "at_risk": list(AT_RISK)}).fetchall())

    def buying_forecast(self, customer_id: str) -> BuyingForecast | None:
        """What the models say of the customer; None when the snapshot has no predictions, see `unpredictable`."""
        if not is_storable(customer_id):
            return None
        row = self._row(PREDICTED, {"customer_id": customer_id})
        return forecast_of(row, prediction_arrays(row["prediction"])) if row else None

    def orders(self, customer_id: str, *, limit: int) -> tuple[tuple[OrderFact, ...], int]:
        """The customer's newest orders, newest first, and how many there are in all."""
        if not is_storable(customer_id):
            return (), 0
        with self._database.connection() as connection:
            return read_orders(connection, customer_id, limit=limit)

    def unpredictable(self) -> str | None:
        """Why the current snapshot has no predictions, in one sentence; None when it has."""
        row = self._row(UNPREDICTABLE, {})
        return row["unpredictable_because"] if row else NOT_DISCOVERED

    def _row(self, statement: LiteralString, values: dict[str, Any]) -> DictRow | None:
        with self._database.connection() as connection, connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(statement, values).fetchone()


def is_counted(condition: Condition) -> bool:
    """Whether the snapshot tells how many match, so that nobody needs to be counted."""
    match condition:
        case AllOf((InSegment() | InArchetype() as only,)):
            return is_counted(only)
        case InSegment(axis):
            return axis in AXIS_COLUMNS
        case _:
            return isinstance(condition, InArchetype) or condition == EVERYBODY


def _total(condition: Condition, where: Where) -> tuple[sql.Composable, dict[str, object]]:
    """How many match: what the snapshot has counted, if it has."""
    match condition:
        case AllOf(()):
            return sql.SQL(COUNTED_CUSTOMERS), {}
        case AllOf((InSegment() | InArchetype() as only,)):
            return _total(only, where)
        case InArchetype(archetype_id) if is_storable(archetype_id):
            return sql.SQL(COUNTED_ARCHETYPE), {"counted": archetype_id}
        case InSegment(axis, segment, strength) if axis in AXIS_COLUMNS and is_storable(segment):
            members = sql.Identifier(strength or "members")
            return COUNTED_SEGMENT.format(members=members), {"counted_on": axis, "counted": segment}
        case _:
            return COUNT.format(where=where.sql), {}


def _column(connection: Connection[Any], by: GroupBy | str) -> sql.Identifier | None:
    """The column that tells groups apart; None when all are one group."""
    if by == GroupBy.NOTHING:
        return None
    if isinstance(by, GroupBy):
        return sql.Identifier("p", COLUMNS[by])
    if not is_storable(by) or connection.execute(HAS_AXIS, {"axis": by}).fetchone() is None:
        raise NotFound(f"the customers were not placed on an axis {by!r}")
    return sql.Identifier("p", by)
