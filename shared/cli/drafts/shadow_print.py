"""What `selvage drafts shadow` says when it is done."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from shared.cli.drafts.report_tables import print_report
from shared.cli.drafts.shadow_run import Gathered
from shared.domain.draft_figures import figures_of
from shared.domain.words import counted
from shared.drafting.shadow import ShadowDraft
from shared.drafting.shadow_report import shadow_report
from shared.jobs.outcome import USED

EXAMPLES = 5
AS_OF_NOW = (
    "The conversation is the one of then; orders, figures and policy are those of today. No agent had these drafts"
    " before them, so they wrote in their own words: read the edit distance and what was kept, and expect far fewer"
    " used drafts than with agents who see them."
)


def print_shadows(gathered: Gathered, shadows: Sequence[ShadowDraft], console: Console, *, show: bool) -> None:
    """The report, what was left out, and the nearest and farthest drafts; with `show`, their texts."""
    print_gathered(gathered, console)
    if not shadows:
        return
    console.print(f"{counted(len(shadows), 'draft')} by prompt {', '.join(_prompts(shadows))}.", highlight=False)
    console.print()
    print_report(shadow_report(shadows), console)
    console.print(f"[dim]{AS_OF_NOW}[/]", highlight=False)
    nearest = sorted(shadows, key=lambda shadow: shadow.comparison.edit_distance)
    best, worst = nearest[:EXAMPLES], nearest[EXAMPLES:][-EXAMPLES:][::-1]
    for title, some in (("Nearest to the answer", best), ("Farthest from the answer", worst)):
        if some:
            console.print()
            console.print(_examples(title, some), highlight=False)
    if show:
        for shadow in (*best, *worst):
            _show(shadow, console)


def print_gathered(gathered: Gathered, console: Console) -> None:
    """How many tickets were looked at, and why others than those that are used were left out."""
    used = len(gathered.exchanges)
    console.print(
        f"Looked at {counted(gathered.looked_at, 'ticket')}, {gathered.read:,} of them closed and read whole;"
        f" {used:,} {'holds' if used == 1 else 'hold'} a customer's question and an agent's public answer.",
        highlight=False,
    )
    for reason, tickets in gathered.left_out.most_common():
        console.print(f"  left out {tickets:,}: {reason}", highlight=False)


def as_json(gathered: Gathered, shadows: Sequence[ShadowDraft], *, model: str, show: bool) -> str:
    """One JSON object; with `show`, the texts are in it."""
    report = asdict(figures_of(shadow_report(shadows)))
    return json.dumps(
        {
            "model": model,
            "prompts": _prompts(shadows),
            "looked_at": gathered.looked_at,
            "read": gathered.read,
            "left_out": dict(gathered.left_out.most_common()),
            "exchanges": len(gathered.exchanges),
            "drafts": len(shadows),
            "rows": report["rows"],
            "total": report["total"],
            "tickets": [_one(shadow, show=show) for shadow in shadows],
        }
    )


def _one(shadow: ShadowDraft, *, show: bool) -> dict[str, Any]:
    exchange, draft = shadow.exchange, shadow.draft
    texts = {"question": exchange.question.text, "draft": draft.text, "answer": exchange.answer.text}
    return {
        "ticket_id": exchange.ticket.id,
        "question_id": exchange.question.id,
        "answer_id": exchange.answer.id,
        "category": exchange.category.value,
        "engine": draft.engine.value,
        "fell_back_because": draft.fell_back_because,
        "language": draft.language,
        "dollars": float(draft.cost),
        **asdict(shadow.comparison),
        **(texts if show else {}),
    }


def _examples(title: str, shadows: Iterable[ShadowDraft]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for heading in ("ticket", "category", "draft", "would have been"):
        table.add_column(heading, no_wrap=True)
    for heading in ("edit dist.", "kept"):
        table.add_column(heading, justify="right", no_wrap=True)
    for shadow in shadows:
        found = shadow.comparison
        table.add_row(
            str(shadow.exchange.ticket.id),
            shadow.exchange.category.value,
            shadow.draft.engine.value,
            USED[found.usage],
            f"{found.edit_distance:.2f}",
            f"{found.kept_sentences} of {found.draft_sentences}",
        )
    return table


def _show(shadow: ShadowDraft, console: Console) -> None:
    """The texts, as they are: nothing in them is markup."""
    console.print()
    ticket = shadow.exchange.ticket.id
    for title, text in (
        (f"ticket {ticket}: the customer", shadow.exchange.question.text),
        (f"ticket {ticket}: the draft", shadow.draft.text),
        (f"ticket {ticket}: the agent", shadow.exchange.answer.text),
    ):
        console.print(Panel(Text(text), title=title, title_align="left"))


def _prompts(shadows: Sequence[ShadowDraft]) -> list[str]:
    return sorted({shadow.draft.prompt_version for shadow in shadows})
