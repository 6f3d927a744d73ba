"""`selvage drafts shadow`: drafts for the shop's own closed tickets, held against what agents really answered."""

import sys
from contextlib import closing
from typing import Annotated
from uuid import uuid4

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.prompt import Confirm

from shared.cli.drafts.report_tables import WIDTH, dollars_in_words
from shared.cli.drafts.shadow_print import as_json as in_json
from shared.cli.drafts.shadow_print import print_gathered, print_shadows
from shared.cli.drafts.shadow_run import Gathered, draft_all, estimate, gather
from shared.cli.settings_door import read_settings
from shared.domain.categories import Category
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket, TicketCustomer
from shared.domain.words import counted
from shared.drafting.shadow import ShadowDraft, prompt_for
from shared.errors import Permanent
from shared.settings import Settings
from shared.wiring import SystemClock, analytics, claude, gorgias_history
from shared.wiring import shop as shop_of

MOST = 10_000
CATEGORIES = ", ".join(each.name.lower() for each in Category)


def _read_category(told: str | None) -> Category | None:
    if told is None:
        return None
    try:
        return Category[told.upper()]
    except KeyError as error:
        raise typer.BadParameter(f"choose one of: {CATEGORIES}") from error


def shadow(
    last: Annotated[int, typer.Option(min=1, max=MOST, help="How many answered tickets, newest first.")] = 50,
    model: Annotated[str | None, typer.Option(help="The model to try; DRAFT_MODEL unless given.")] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help=f"Only this one: {CATEGORIES}.")] = None,
    *,
    prompt: Annotated[
        bool, typer.Option("--prompt", help="Only print what the model is told beside a ticket.")
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the texts of the examples: they are personal.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before money is spent.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Draft for the shop's own closed tickets, post nothing, and compare with what agents really answered.

    Each draft is written from the conversation as it was when the customer had asked; the first public answer is what
    it is held against. Nothing is kept. Asks before it spends money; Ctrl-C ends it with the drafts that are done.
    """
    wanted = _read_category(category)
    settings = read_settings()
    if model:
        settings = settings.model_copy(update={"draft_model": model})
    shop = shop_of(settings)
    if prompt:
        _print_prompt(settings, shop)
        return
    told = Console(stderr=True)
    with _progress(told) as progress, closing(gorgias_history(_with_account(settings))) as history:
        gathered = gather(history, last, category=wanted, progress=progress)
    if gathered.exchanges and not yes:
        print_gathered(gathered, told)
        _agree(gathered, shop, settings.draft_model, told)
    shadows = _drafts(gathered, settings, shop, told) if gathered.exchanges else []
    if as_json:
        print(in_json(gathered, shadows, model=settings.draft_model, show=show))
        return
    console = Console()
    console.width = max(console.width, WIDTH)
    print_shadows(gathered, shadows, console, show=show)


def _with_account(settings: Settings) -> Settings:
    """The settings; Permanent when they name no account or no model's key, before anything is asked of anybody."""
    if not (settings.gorgias_domain or settings.gorgias_base_url):
        raise Permanent("GORGIAS_DOMAIN is not set: there is no account whose tickets could be read")
    if settings.anthropic_api_key is None:
        raise Permanent("ANTHROPIC_API_KEY is not set: there is no model that could write drafts")
    return settings


def _agree(gathered: Gathered, shop: Shop, model: str, told: Console) -> None:
    """Go on when somebody says so; Permanent when there is nobody to ask."""
    cost = estimate(gathered.exchanges, shop, model)
    likely, most = dollars_in_words(cost.likely), dollars_in_words(cost.most)
    drafts = counted(len(gathered.exchanges), "draft")
    told.print(f"{drafts} by {model} will cost about {likely}, and at most about {most}.", highlight=False)
    if not sys.stdin.isatty():
        raise Permanent("there is nobody to ask whether to go on: add --yes")
    if not Confirm.ask("Go on?", console=told):
        raise typer.Abort


def _drafts(gathered: Gathered, settings: Settings, shop: Shop, told: Console) -> list[ShadowDraft]:
    writer = claude(settings)
    if writer is None:
        raise Permanent("ANTHROPIC_API_KEY is empty: there is no model that could write drafts")
    with _progress(told) as progress, closing(writer), closing(analytics(settings)) as insight:
        return draft_all(
            gathered.exchanges,
            claude=writer,
            analytics=insight,
            shop=shop,
            new_marker=uuid4,
            progress=progress,
        )


def _progress(told: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=told, transient=True)


def _print_prompt(settings: Settings, shop: Shop) -> None:
    """What the model is told, with a stand-in where a ticket's words would be."""
    nobody = TicketCustomer(None, None, (), None, "Sarah Miller")
    question = Message(1, Author.CUSTOMER, "(the customer's message)", SystemClock().now(), None, public=True)
    found = prompt_for(
        Ticket(0, "(the subject line)", "email", spam=False, customer=nobody, messages=(question,)), shop
    )
    print(f"prompt {found.version} for {settings.draft_model}, at most {found.max_tokens} tokens of reply")
    print(f"\n--- system\n{found.system}\n\n--- user\n{found.user}")
