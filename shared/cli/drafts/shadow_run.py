"""The two halves of `selvage drafts shadow`: tickets are gathered, then drafts are written for them."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from rich.progress import Progress

from shared.claude.payloads import Usage
from shared.claude.prices import dollars
from shared.domain.categories import Category
from shared.domain.shop import Shop
from shared.drafting.shadow import Exchange, ShadowDraft, exchange_in, prompt_for, shadow_draft
from shared.gorgias.history import TicketHistory
from shared.ports import Analytics, Claude

#: Drafts under way at once: a merchant waits for them, but live tickets use the same key.
AT_ONCE = 4
#: Tickets that are read in search of `last` exchanges: so many for each, and some more. On one account whose figures
#: are known, 58 % of closed tickets held one.
READ_FOR_EACH, READ_BESIDES = 4, 100
#: Characters of a token in English, and tokens of a common reply, for an estimate.
CHARACTERS_A_TOKEN, COMMON_REPLY = 4, 250
#: The guard sends a draft back once.
MOST_ATTEMPTS = 2


@dataclass(slots=True)
class Gathered:
    """What the past holds."""

    exchanges: list[Exchange] = field(default_factory=list)
    #: Closed tickets that were read whole.
    read: int = 0
    #: Tickets without an exchange, by why; those that were not read among them.
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def looked_at(self) -> int:
        """All tickets that were looked at."""
        return len(self.exchanges) + self.left_out.total()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the drafts will cost, in US dollars."""

    likely: Decimal
    #: When each draft is as long as it may be, and sent back once.
    most: Decimal


def gather(history: TicketHistory, last: int, *, category: Category | None, progress: Progress) -> Gathered:
    """The newest `last` exchanges, or as many as there are among a bounded number of closed tickets."""
    gathered = Gathered()
    bar = progress.add_task("Reading closed tickets", total=last)
    for ticket in history.closed_tickets(READ_FOR_EACH * last + READ_BESIDES):
        gathered.read += 1
        found = exchange_in(ticket, category=category)
        if isinstance(found, Exchange):
            gathered.exchanges.append(found)
            progress.advance(bar)
        else:
            gathered.left_out[found.value] += 1
        if len(gathered.exchanges) == last:
            break
    gathered.left_out.update(history.passed_over)
    return gathered


def estimate(exchanges: Sequence[Exchange], shop: Shop, model: str) -> Estimate:
    """What drafts for these will probably cost, and at most."""
    likely = most = Decimal(0)
    for exchange in exchanges:
        prompt = prompt_for(exchange.ticket, shop)
        read = len(prompt.system + prompt.user) // CHARACTERS_A_TOKEN
        likely += dollars(model, Usage(input_tokens=read, output_tokens=min(COMMON_REPLY, prompt.max_tokens)))
        most += MOST_ATTEMPTS * dollars(model, Usage(input_tokens=2 * read, output_tokens=prompt.max_tokens))
    return Estimate(likely, most)


def draft_all(
    exchanges: Sequence[Exchange],
    *,
    claude: Claude,
    analytics: Analytics,
    shop: Shop,
    new_marker: Callable[[], UUID],
    progress: Progress,
) -> list[ShadowDraft]:
    """Drafts for the exchanges, in their order. Interrupted, it gives those that are done or under way."""
    bar = progress.add_task("Writing drafts", total=len(exchanges))
    pool = ThreadPoolExecutor(AT_ONCE)
    drafts: list[Future[ShadowDraft]] = [
        pool.submit(shadow_draft, each, claude=claude, analytics=analytics, shop=shop, marker=new_marker())
        for each in exchanges
    ]
    try:
        for draft in as_completed(drafts):
            draft.result()
            progress.advance(bar)
    except KeyboardInterrupt:
        progress.console.print("Stopping: drafts under way are waited for, the others are not begun.")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return [draft.result() for draft in drafts if not draft.cancelled() and draft.exception() is None]
