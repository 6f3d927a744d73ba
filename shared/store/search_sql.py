"""Conditions as SQL. Values are parameters; names of columns come from our own lists alone, never from a caller."""

from collections.abc import Iterator
from itertools import count

from psycopg import sql

from shared.domain.search import (
    After,
    AllOf,
    AnyOf,
    AtChurnLevel,
    Between,
    Condition,
    FavouriteCategory,
    InArchetype,
    InRfmGroup,
    InSegment,
    Metric,
    Named,
    Not,
)
from shared.store.profile_columns import ALWAYS_KNOWN, AXIS_COLUMNS

TRUE, FALSE = sql.SQL("true"), sql.SQL("false")

#: Found as it stands, so that nothing in a text is a pattern. Comparing so takes half the time of ILIKE.
NAMED = sql.SQL("""p.customer_id IN (
    SELECT customer_id FROM customers
    WHERE strpos(lower(customer_id), lower({text})) > 0
       OR strpos(lower(name), lower({text})) > 0
       OR strpos(lower(email), lower({text})) > 0
)""")


class Where:
    """A condition over `profiles p`, and the parameters that it names. It is true or false of everybody, never null."""

    def __init__(self, condition: Condition) -> None:
        self.parameters: dict[str, object] = {}
        self._numbers: Iterator[int] = count()
        self.sql = self._compiled(condition)

    def _parameter(self, value: object) -> sql.Placeholder:
        name = f"where_{next(self._numbers)}"
        self.parameters[name] = value
        return sql.Placeholder(name)

    def _equal(self, column: str, text: str) -> sql.Composable:
        if not text or not is_storable(text):  # an empty text stands for none
            return FALSE
        return sql.SQL("p.{} = {}").format(sql.Identifier(column), self._parameter(text))

    def _compiled(self, condition: Condition) -> sql.Composable:  # noqa: C901, PLR0911  one case a kind of condition
        match condition:
            case Between():
                return self._between(condition)
            case InSegment():
                return self._in_segment(condition)
            case InArchetype(archetype_id):
                return self._equal("archetype_id", archetype_id)
            case InRfmGroup(group):
                return self._equal("rfm_group", group)
            case AtChurnLevel(levels):
                return sql.SQL("p.churn_level = ANY({})").format(self._parameter([str(level) for level in levels]))
            case FavouriteCategory(category):
                return self._equal("favourite_category", category)
            case Named(text):
                return NAMED.format(text=self._parameter(text)) if is_storable(text) else FALSE
            case AllOf(conditions):
                return self._joined(" AND ", conditions, TRUE)
            case AnyOf(conditions):
                return self._joined(" OR ", conditions, FALSE)
            case Not(negated):
                return sql.SQL("NOT {}").format(self._compiled(negated))

    def _between(self, condition: Between) -> sql.Composable:
        column = sql.Identifier("p", condition.metric.value)
        bounds: list[sql.Composable] = [sql.SQL("{} IS NOT NULL").format(column)]
        if condition.least is not None:
            bounds.append(sql.SQL("{} >= {}").format(column, self._parameter(condition.least)))
        if condition.most is not None:
            bounds.append(sql.SQL("{} <= {}").format(column, self._parameter(condition.most)))
        return sql.SQL("({})").format(sql.SQL(" AND ").join(bounds))

    def _in_segment(self, condition: InSegment) -> sql.Composable:
        if condition.axis not in AXIS_COLUMNS:
            return FALSE
        dominant = self._equal(condition.axis, condition.segment)
        if condition.strength is None:
            return dominant
        place = sql.Literal(AXIS_COLUMNS.index(condition.axis) + 1)
        letter = self._parameter(condition.strength[0])
        strength = sql.SQL("substr(p.strengths, {}, 1) = {}").format(place, letter)
        return sql.SQL("({} AND {})").format(dominant, strength)

    def _joined(self, word: str, conditions: tuple[Condition, ...], none: sql.SQL) -> sql.Composable:
        if not conditions:
            return none
        return sql.SQL("({})").format(sql.SQL(word).join(map(self._compiled, conditions)))


def order(metric: Metric, *, descending: bool) -> sql.Composable:
    """The order of a search, ties by id; customers without the metric come last."""
    direction = sql.SQL("DESC" if descending else "ASC")
    # Saying it of a column without nulls would keep the planner from the index.
    nulls = sql.SQL("" if metric in ALWAYS_KNOWN else " NULLS LAST")
    return sql.SQL("p.{} {}{}, p.customer_id").format(sql.Identifier(metric.value), direction, nulls)


def beyond(after: After | None, metric: Metric, *, descending: bool) -> sql.Composable:
    """Whoever comes after the place in the order of the search; its parameters are `after_parameters`."""
    if after is None:
        return TRUE
    if not is_storable(after.customer_id):
        return FALSE
    column, further = sql.Identifier("p", metric.value), sql.SQL("<" if descending else ">")
    if after.figure is None:
        return sql.SQL("({} IS NULL AND p.customer_id > %(after_id)s)").format(column)
    # The first comparison says nothing new; an index can begin where it does.
    later = sql.SQL(
        "({column} {further}= %(after_figure)s AND ({column} {further} %(after_figure)s"
        " OR p.customer_id > %(after_id)s))"
    ).format(column=column, further=further)
    return later if metric in ALWAYS_KNOWN else sql.SQL("({} OR {} IS NULL)").format(later, column)


def after_parameters(after: After | None) -> dict[str, object]:
    """The values that `beyond` names."""
    return {"after_figure": after.figure, "after_id": after.customer_id} if after else {}


def is_storable(text: str) -> bool:
    """Whether Postgres can hold the text: no NUL, no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
