"""Who asks the analyst in the tests of its contract, and how its real client is made."""

from collections.abc import Callable
from contextlib import closing

from shared.analytics.asking import Asking
from shared.chat_ports import Analyst
from shared.domain.access import Asker, Role
from tests.running_api import API_KEY

ANA = Asker.in_slack("U1ANA", Role.ANALYST)
VIC = Asker.in_slack("U2VIC", Role.VIEWER)
SAM = Asker.in_slack("U3SAM", Role.SUPPORT)
ADA = Asker.in_slack("U4ADA", Role.ADMIN)
AT_RISK = "Which customers are at high churn risk?"


def asking(address: str, *, key: str = API_KEY, deadline_s: float = 10) -> closing[Asking]:
    return closing(Asking(address, key, deadline_s))


def every_call(analyst: Analyst, question: str = AT_RISK) -> tuple[Callable[[], object], ...]:
    return (
        lambda: analyst.ask(ANA, question),
        lambda: analyst.tool(ANA, "search_customers", {}),
        lambda: analyst.draft_report(ANA, days=1),
    )
