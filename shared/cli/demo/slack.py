"""The demo's third scene: the team's analyst in Slack."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from shared.cli.demo.show import WIDTH
from shared.cli.demo.slack_terminal import rendered
from shared.cli.demo.workspace import Workspace
from shared.errors import Permanent

ANA, SAM, VIC = "U0ANA", "U0SAM", "U0VIC"
NAMES = {ANA: "Ana Bell (analyst)", SAM: "Sam Reed (support)", VIC: "Vic Lane (viewer)"}
RETENTION, SUPPORT = "C0RETENTION", "C0SUPPORT"
COMMENT = "I have called the customer: a new parcel goes out today."
#: Customers whom anybody would ask for; 12748 is one of those that the project comes with.
SOMEBODY = "12748"

Message = Mapping[str, Any]


class Conversation:
    """Plays the scene, shows each message as it stands in Slack, and saves its charts."""

    def __init__(self, workspace: Workspace, folder: Path, console: Console) -> None:
        self._workspace, self._folder, self._console = workspace, folder, console
        self._asked_at = 0.0
        self._saved: dict[str, str] = {}

    def play(self) -> None:
        """Everybody asks; Permanent when something is not answered as it must be, Retryable when it is not at all."""
        self._console.print(Rule("[bold]The team's analyst in Slack[/]", align="left", style="cyan"), width=WIDTH)
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        self._thread()
        self._command()
        self._direct_messages()
        self._tickets()
        self._refused()
        self._console.print(f"{len(self._saved)} charts were saved in {self._folder}.\n")

    def _thread(self) -> None:
        """A question, a refinement of it, and a report of that."""
        root, last = "", ""
        for text, expected in (
            ("which customers are at high churn risk?", "may leave"),
            ("only VIPs", "£5,000"),
            ("every Monday at 9", "every Monday at 09:00"),
        ):
            self._says(ANA, f"#retention{', in the thread' if root else ''}", f"@selvage {text}")
            place = {"thread_ts": root} if root else {}
            asked = self._workspace.do("mention", user=ANA, channel=RETENTION, text=text, **place)
            root = root or asked["ts"]
            answer = self._workspace.answer(RETENTION, thread_ts=root, after=last)
            last = str(answer["ts"])
            self._show(answer, text, expected)

    def _command(self) -> None:
        before = self._workspace.newest(RETENTION)
        self._says(ANA, "#retention", "/revenue-forecast next 6 months")
        self._workspace.do("command", user=ANA, channel=RETENTION, command="/revenue-forecast", text="next 6 months")
        answer = self._workspace.answer(RETENTION, after=before)
        self._show(answer, "/revenue-forecast", "Revenue of the next 6 months")

    def _direct_messages(self) -> None:
        for text, expected in (
            ("who should we target for a campaign", "Choose one"),
            ("2", "Whom a retention campaign should reach"),
            ("thanks!", "You are welcome"),
        ):
            self._says(ANA, "direct message", text)
            asked = self._workspace.do("message", user=ANA, text=text)
            self._show(self._workspace.answer(asked["channel"], after=asked["ts"]), text, expected)

    def _tickets(self) -> None:
        before = self._workspace.newest(SUPPORT)
        self._says(SAM, "#support", "/tickets urgent")
        self._workspace.do("command", user=SAM, channel=SUPPORT, command="/tickets", text="urgent")
        listed = self._workspace.answer(SUPPORT, after=before)
        self._show(listed, "/tickets urgent", "Urgent tickets")
        button = _first_button(listed, "comment_ticket_")
        self._says(SAM, "clicks Comment, and writes in the form", COMMENT)
        self._workspace.do("click", user=SAM, channel=SUPPORT, ts=listed["ts"], action_id=button)
        self._submit(self._workspace.form(SAM)["id"])
        noted = self._workspace.answer(SUPPORT, thread_ts=listed["ts"], after=listed["ts"])
        self._show(noted, "the comment", "left an internal note")

    def _submit(self, view_id: str) -> None:
        values = {"comment": {"text": COMMENT}}
        sent = self._workspace.do("submit", user=SAM, view_id=view_id, values=values)
        if sent["is_open"]:
            raise Permanent(f"the comment was refused: {sent['errors']}")

    def _refused(self) -> None:
        self._says(VIC, "direct message", f"show customer {SOMEBODY}")
        asked = self._workspace.do("message", user=VIC, text=f"show customer {SOMEBODY}")
        self._show(self._workspace.answer(asked["channel"], after=asked["ts"]), "Vic's question", "🔒")

    def _says(self, user: str, where: str, text: str) -> None:
        told = Text.assemble((NAMES[user], "bold"), (f"  {where}", "dim"), f"\n{text}")
        self._console.print(told, width=WIDTH)
        self._asked_at = time.monotonic()

    def _show(self, answer: Message, said: str, expected: str) -> None:
        """The answer in a frame, with how long it took from the question until it stood there."""
        seconds = time.monotonic() - self._asked_at
        if expected not in str(answer):
            raise Permanent(f"{said!r} was answered with {answer['text'][:200]!r}")
        panel = Panel(
            rendered(answer, self._pictures_of(answer)),
            title="[bold]selvage[/] [dim]APP[/]",
            title_align="left",
            subtitle=f"[dim]{seconds:.1f} s[/]",
            subtitle_align="right",
            border_style="magenta",
            width=WIDTH,
        )
        self._console.print(panel)

    def _pictures_of(self, answer: Message) -> Mapping[str, str]:
        """Where each picture of the answer was saved, by its id; its name says what it shows."""
        for block in answer.get("blocks") or ():
            file_id = block.get("slack_file", {}).get("id")
            if file_id and file_id not in self._saved:
                path = self._folder / f"{self._free_name(block['alt_text'])}.png"
                path.write_bytes(self._workspace.file(file_id))
                self._saved[file_id] = str(path)
        return self._saved

    def _free_name(self, alt_text: str) -> str:
        """As "customers-by-churn-risk" of "Customers by churn risk: High 12."."""
        name = "-".join(re.findall(r"[a-z0-9]+", alt_text.partition(":")[0].lower())) or "chart"
        taken = {Path(path).stem for path in self._saved.values()}
        return next(each for each in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def _first_button(message: Message, beginning: str) -> str:
    ids = [element.get("action_id", "") for block in message["blocks"] for element in block.get("elements", ())]
    found = next((each for each in ids if each.startswith(beginning)), None)
    if found is None:
        raise Permanent(f"the list of tickets offers no {beginning} button")
    return str(found)
