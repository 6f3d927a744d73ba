"""`selvage ask`: a question in plain language."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from shared.cli.settings_door import read_settings


class Engine(StrEnum):
    """Who reads the question."""

    AUTO = "auto"
    RULES = "rules"
    CLAUDE = "claude"
    OFFLINE = "offline"


def ask(
    question: Annotated[str | None, typer.Argument(help='As "which customers are at high churn risk?"')] = None,
    engine: Annotated[
        Engine, typer.Option(help="Who reads it: exact rules, Claude and the offline classifier in turn, or only one.")
    ] = Engine.AUTO,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="KIND", help="What is asked for, as a clarification names it.")
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Only read the questions in FILE (- for standard input), one a line."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Ask about customers, sales and products in plain language.

    With --batch nothing is answered: for each line a JSON object says how it was read. With the engines offline and
    rules that takes no database, no key and no network.
    """
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch with a file of them")
    if batch is not None:
        from shared.cli.ask_batch import read_file  # noqa: PLC0415  the classifier takes time to import

        read_file(batch, _chosen(engine), sys.stdout.buffer)
        return
    _answer(question or "", _chosen(engine), kind, as_json=as_json)


def _answer(question: str, engine: str | None, kind: str | None, *, as_json: bool) -> None:
    from rich.console import Console  # noqa: PLC0415  the help needs none of these

    from shared.cli.ask_here import answer_here  # noqa: PLC0415
    from shared.cli.ask_print import print_answer  # noqa: PLC0415
    from shared.questions.wire import answer_json  # noqa: PLC0415

    answer = answer_here(read_settings(), question, engine=engine, kind=kind)
    if as_json:
        print(answer_json(answer).decode())
    else:
        print_answer(answer, Console())


def _chosen(engine: Engine) -> str | None:
    return None if engine is Engine.AUTO else engine.value
