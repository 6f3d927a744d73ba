"""What an earlier question named, as a client sends it back: checked, since anybody may send anything."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.questions import Earlier, QueryKind, Slots
from shared.errors import InvalidPayload
from shared.tools.arguments import WHOLE, wrong_words
from shared.tools.texts import Text

#: More than a question of the longest kind names.
MOST_GROUPS = 20
MOST = 1_000_000_000
Count = Annotated[int, Field(ge=0, le=MOST), WHOLE]


class SlotsTold(BaseModel):
    """What a question named, as `slots` of its answer tells it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    customer: Text | None = None
    groups: tuple[Text, ...] = Field((), max_length=MOST_GROUPS)
    goal: Goal | None = None
    event: Text | None = None
    product: Text | None = None
    category: Text | None = None
    period: Text | None = None
    months: Count | None = None
    days: Count | None = None
    limit: Count | None = None
    at_least: float | None = Field(None, ge=0)
    metric: ValueMetric | None = None
    levels: tuple[ChurnLevel, ...] = Field((), max_length=len(ChurnLevel))
    rfm_code: Text | None = Field(None, pattern="^[1-5]{3}$")
    rising: bool | None = None

    def slots(self) -> Slots:
        """The same as the engines have it."""
        return Slots(**{name: getattr(self, name) for name in type(self).model_fields})


class EarlierTold(BaseModel):
    """What the answer before was read as."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query_type: QueryKind = Field(description="`query_type` of that answer")
    slots: SlotsTold = Field(SlotsTold(), description="`slots` of that answer")

    def earlier(self) -> Earlier:
        """The same as the answerer takes it."""
        return Earlier(self.query_type, self.slots.slots().named())


def slots_told(told: Mapping[str, object]) -> Slots:
    """The slots; InvalidPayload, naming what is wrong, when they are not right."""
    try:
        return SlotsTold.model_validate(dict(told)).slots()
    except ValidationError as error:
        raise InvalidPayload(wrong_words(error)) from error
