"""What the shop lets the assistant do beside the note."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AssistantOptions:
    """Each is a setting; docs/settings.md says what it costs in requests to the helpdesk."""

    #: Put tags on tickets: churn level, value tier, category.
    tag_tickets: bool = True
    #: Raise the priority of tickets from valuable or angry customers.
    raise_priority: bool = False
    #: Show the customer's figures beside their tickets.
    sidebar_data: bool = False
    #: How many earlier tickets of the customer are read as context; 0: none.
    earlier_tickets: int = 5
    #: How many of the customer's own orders a draft may rely on; 0: none.
    orders: int = 5
    #: What all drafts of a day (UTC) may cost, in US dollars; None: as much as they do.
    daily_budget: Decimal | None = None
    #: How long a draft may wait for one answer of the model, in seconds.
    draft_deadline_s: float = 30.0
