"""The demo's third scene: the team's analyst in Slack."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule

from shared.cli.demo.show import WIDTH
from shared.cli.demo.slack_terminal import rendered
from shared.cli.demo.workspace import Workspace
from shared.errors import Permanent

ANA, SAM, VIC = "U0ANA", "U0SAM", "U0VIC"
NAMES = {ANA: "Ana, analyst", SAM: "Sam, support", VIC: "Vic, viewer"}
RETENTION, SUPPORT = "C0RETENTION", "C0SUPPORT"
COMMENT = "I have called the customer: a new parcel goes out today."


class Conversation:
    """Plays the scene, shows each message as it stands in Slack, and saves its charts."""

    def __init__(self, workspace: Workspace, folder: Path, console: Console) -> None:
        self._workspace, self._folder, self._console = workspace, folder, console

    def play(self) -> None:
        """Everybody asks; Permanent when something is not answered as it must be, Retryable when it is not at all."""
        self._console.print(Rule("[bold]The team's analyst in Slack[/]", align="left", style="cyan"), width=WIDTH)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._mention()
        self._command()
        self._direct_messages()
        self._tickets()
        self._refused()
        self._console.print(f"The charts are in {self._folder}.\n")

    def _mention(self) -> None:
        asked = self._workspace.do(
            "mention", user=ANA, channel=RETENTION, text="which customers are at high churn risk?"
        )
        answer = self._workspace.answer(RETENTION, thread_ts=asked["ts"])
        self._show(ANA, "in #retention: @selvage which customers are at high churn risk?", answer, "leave")

    def _command(self) -> None:
        before = self._workspace.newest(RETENTION)
        self._workspace.do("command", user=ANA, channel=RETENTION, command="/revenue-forecast", text="next 6 months")
        answer = self._workspace.answer(RETENTION, after=before)
        self._show(ANA, "in #retention: /revenue-forecast next 6 months", answer, "evenue")

    def _direct_messages(self) -> None:
        for text, expected in (("who should we target for a campaign", "Choose one"), ("2", "etention")):
            asked = self._workspace.do("message", user=ANA, text=text)
            answer = self._workspace.answer(asked["channel"], after=asked["ts"])
            self._show(ANA, f"directly: {text}", answer, expected)

    def _tickets(self) -> None:
        before = self._workspace.newest(SUPPORT)
        self._workspace.do("command", user=SAM, channel=SUPPORT, command="/tickets", text="open")
        listed = self._workspace.answer(SUPPORT, after=before)
        self._show(SAM, "in #support: /tickets open", listed, "icket")
        button = _first_button(listed, "comment_ticket_")
        self._workspace.do("click", user=SAM, channel=SUPPORT, ts=listed["ts"], action_id=button)
        view_id = self._workspace.form(SAM)["id"]
        self._submit(view_id)
        noted = self._workspace.answer(SUPPORT, thread_ts=listed["ts"], after=listed["ts"])
        self._show(SAM, f"clicks Comment, and writes: {COMMENT}", noted, "note")

    def _submit(self, view_id: str) -> None:
        values = {"comment": {"text": COMMENT}}
        sent = self._workspace.do("submit", user=SAM, view_id=view_id, values=values)
        if sent["is_open"]:
            raise Permanent(f"the comment was refused: {sent['errors']}")

    def _refused(self) -> None:
        asked = self._workspace.do("message", user=VIC, text="show customer 12748")
        answer = self._workspace.answer(asked["channel"], after=asked["ts"])
        self._show(VIC, "directly: show customer 12748", answer, "🔒")

    def _show(self, user: str, said: str, answer: Mapping[str, Any], expected: str) -> None:
        if expected not in str(answer):
            raise Permanent(f"{said!r} was answered with {answer['text'][:200]!r}")
        title = f"{NAMES[user]}, {said}"
        body = rendered(answer, self._saved(answer))
        self._console.print(Panel(body, title=title, title_align="left", border_style="magenta", width=WIDTH))

    def _saved(self, answer: Mapping[str, Any]) -> Mapping[str, str]:
        """Where each picture of the answer was saved."""
        saved = {}
        for block in answer.get("blocks") or ():
            if file_id := block.get("slack_file", {}).get("id"):
                path = self._folder / f"{file_id}.png"
                path.write_bytes(self._workspace.file(file_id))
                saved[file_id] = str(path)
        return saved


def _first_button(message: Mapping[str, Any], beginning: str) -> str:
    ids = [element.get("action_id", "") for block in message["blocks"] for element in block.get("elements", ())]
    found = next((each for each in ids if each.startswith(beginning)), None)
    if found is None:
        raise Permanent(f"the list of tickets offers no {beginning} button")
    return str(found)
