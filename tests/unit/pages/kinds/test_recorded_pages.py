"""Pages of what each tool answered over the orders that the project comes with."""

from datetime import date

import orjson
import pytest
from pydantic import TypeAdapter

from shared.pages.kinds.reports import churn_summary_page, forecast_summary_page, segment_growth_page
from shared.pages.page_of import page_of_result
from shared.tools.recorded import recorded_answer
from shared.tools.registry import TOOLS
from shared.tools.results import result_type
from tests.unit.pages.kinds.checks import check, said_to_everybody

AS_OF = date(2011, 12, 9)
PEOPLE = ("Maria", "Alice", "Declan", "Derek", "Francis", "Megan", "@example")


def recorded(tool: str) -> object:
    return TypeAdapter(result_type(TOOLS[tool].function)).validate_json(orjson.dumps(recorded_answer(tool)))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_recorded_answer_is_a_page(tool: str) -> None:
    page = page_of_result(recorded(tool), currency="GBP", as_of=AS_OF)

    check(page)
    assert page.figures or tool == "compare_segments"
    assert not [text for text in said_to_everybody(page) for name in PEOPLE if name in text]


def test_reports_have_a_headline_of_their_own() -> None:
    churn = TypeAdapter(result_type(TOOLS["churn_overview"].function)).validate_json(
        orjson.dumps(recorded_answer("churn_overview"))
    )
    forecast = recorded("revenue_forecast")

    assert churn_summary_page(churn, currency="GBP", as_of=AS_OF).headline == "Customers who may leave"
    assert churn_summary_page(churn, currency="GBP", as_of=AS_OF, headline="Monday").headline == "Monday"
    assert forecast_summary_page(forecast, headline="Week 49").as_of == AS_OF  # type: ignore[arg-type]
    for tool in ("archetype_growth", "calculate_segment_trends"):
        check(segment_growth_page(recorded(tool), headline="Segments"))  # type: ignore[arg-type]
