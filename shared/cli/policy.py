"""`selvage policy`: what the shop's policy lets drafts say."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.domain.policy import Policy, Topic
from shared.domain.shop import Shop
from shared.domain.tickets import Ticket, TicketCustomer
from shared.drafting.grounds import grounds_of
from shared.drafting.guard import check as guard_check
from shared.policy_file import ShopPolicy, read_policy

policy = typer.Typer(no_args_is_help=True, help="Look over the file that says what drafts may promise.")

#: A letter around a statement, so that it is looked at as part of a draft.
LETTER = "Hi there,\n\nThank you for your message. {statement}\n\nBest regards,\n{signature}"
#: Stand in for what the settings say.
SHOP_NAME, SIGNATURE = "our shop", "Customer Success Team"
NOTHING_SAID = Ticket(
    id=0,
    subject="",
    channel="email",
    spam=False,
    customer=TicketCustomer(helpdesk_id=None, external_id=None, shopify_ids=(), email=None, name=None),
    messages=(),
)
NO_MARKER = "no prompt was made"


@dataclass(frozen=True, slots=True)
class Looked:
    """A statement, and whether the guard lets a draft repeat it."""

    topic: Topic
    statement: str
    #: What a draft that repeats it would be held back for; none when it may.
    held_back_for: tuple[str, ...]


@policy.callback()
def _group() -> None:
    """Keep `check` a verb of its own, also while it is the only one."""


@policy.command()
def check(
    file: Annotated[Path, typer.Argument(help="The policy, a TOML file as docs/shop-policy.example.toml.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Read a policy as the workers do, and show what each statement lets drafts say.

    Ends with status 1 when the file cannot be used, or when a statement is worded so that the guard would hold back
    every draft that repeats it.
    """
    found = read_policy(file)
    looked = look_over(found)
    if as_json:
        print(json.dumps(_as_json(found, looked), ensure_ascii=False))
    else:
        _show(found, looked)
    if any(one.held_back_for for one in looked):
        raise typer.Exit(1)


def look_over(found: ShopPolicy) -> list[Looked]:
    """Every statement, as the guard sees it in a draft."""
    signature = found.signature or SIGNATURE
    shop = Shop(name=SHOP_NAME, signature=signature, currency="USD", policy=found.policy)
    grounds = grounds_of(NOTHING_SAID, shop)
    return [
        Looked(topic, statement, tuple(guard_check(_letter(statement, signature), grounds, marker=NO_MARKER)))
        for topic in Topic
        for statement in found.policy.about(topic)
    ]


def _letter(statement: str, signature: str) -> str:
    return LETTER.format(statement=statement, signature=signature)


def _show(found: ShopPolicy, looked: list[Looked]) -> None:
    console = Console()
    table = Table(box=None, pad_edge=False)
    table.add_column("about", no_wrap=True)
    table.add_column("statement")
    table.add_column("drafts may repeat it")
    for one in looked:
        verdict = f"[red]no: it {escape('; it '.join(one.held_back_for))}[/]" if one.held_back_for else "[green]yes[/]"
        table.add_row(one.topic.value, escape(one.statement), verdict)
    console.print(table if looked else "No statement: drafts promise nothing.")
    console.print()
    for words in filter(None, _in_words(found.policy, found.signature)):
        console.print(words, markup=False, highlight=False, soft_wrap=True)


def _in_words(policy: Policy, signature: str | None) -> list[str]:
    discount = policy.most_discount_percent
    silent = [topic.value for topic in Topic if not policy.about(topic)]
    return [
        f"Returns: within {policy.return_window_days} days." if policy.return_window_days is not None else "",
        f"Discounts: at most {discount:g}%, and only as the statements say." if discount else "Discounts: none.",
        f"Codes: {', '.join(policy.discount_codes)}." if policy.discount_codes else "",
        f"Voice: {policy.voice}." if policy.voice else "",
        f"The team's language: {policy.language}. Signature: {signature or 'SHOP_SIGNATURE'}.",
        f"Reviewed on {policy.as_of.isoformat()}."
        if policy.as_of
        else "No reviewed_on: nobody can tell how old it is.",
        f"Nothing about {', '.join(silent)}: drafts leave it open." if silent else "",
    ]


def _as_json(found: ShopPolicy, looked: list[Looked]) -> dict[str, object]:
    policy = found.policy
    return {
        "statements": [
            {"topic": one.topic, "statement": one.statement, "held_back_for": list(one.held_back_for)} for one in looked
        ],
        "return_window_days": policy.return_window_days,
        "most_discount_percent": policy.most_discount_percent,
        "discount_codes": list(policy.discount_codes),
        "voice": policy.voice,
        "language": policy.language,
        "signature": found.signature,
        "reviewed_on": policy.as_of.isoformat() if policy.as_of else None,
    }
