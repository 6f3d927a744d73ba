"""/api/drafts/report: what agents made of the drafts."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from services.api.access import Access, WhoAsks
from services.api.problems import documented
from shared.domain.access import Permission
from shared.domain.draft_figures import ReportFigures, figures_of
from shared.domain.draft_report import By
from shared.ports import Clock
from shared.store.draft_report import DraftReports
from shared.tools.desk import allow

MOST_DAYS = 3660
REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


class ReportQuestion(BaseModel):
    """Which drafts, and how their figures are laid out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: int = Field(30, ge=1, le=MOST_DAYS, description="Drafts of so many last days")
    by: By = Field(By.CATEGORY, description="What a line stands for; agents are for administrators only")


def draft_routes(reports: DraftReports, access: Access, clock: Clock) -> APIRouter:
    """The routes, for whoever may see the shop's figures; single agents for administrators."""
    asks = Annotated[WhoAsks, Depends(access.counted_query)]
    routes = APIRouter(prefix="/api/drafts", tags=["drafts"], responses=documented(*REFUSALS))

    @routes.get("/report", operation_id="drafts_report")
    def drafts_report(who: asks, asked: Annotated[ReportQuestion, Query()]) -> ReportFigures:
        """What became of the drafts: used as they were, edited or ignored, with what that saved and what it cost.

        A draft is held against the first public answer after its note. Rates are of drafts by the model, each with the
        interval that the true rate probably lies in.
        """
        caller = who()
        allow(caller, Permission.DRAFTS)
        if asked.by is By.AGENT:
            allow(caller, Permission.COLLEAGUES)
        return figures_of(reports.report(by=asked.by, days=asked.days, now=clock.now()))

    return routes
