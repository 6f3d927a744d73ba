"""A workspace in memory, as strict about blocks as the simulator."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.domain.slack import Block, Place, SlackMessage
from shared.errors import NotFound, SelvageError
from shared.slack_ports import BlocksRefused, Person
from tests.simulators.slack.blocks import problems_of


@dataclass(slots=True)
class Shown:
    """A message as it stands now."""

    place: Place
    ts: str
    message: SlackMessage
    key: str
    edits: int = 0
    #: The one user who sees it; None when everybody does.
    only_for: str | None = None


@dataclass(slots=True)
class FakeChat:
    """Keeps what `shared.slack_ports.Chat` promises, and is as strict about blocks as the simulator."""

    messages: list[Shown] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    #: Place, name and bytes of each file that was shared.
    files: list[tuple[Place, str, bytes]] = field(default_factory=list)
    forms: dict[str, Block] = field(default_factory=dict)
    homes: dict[str, Block] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Channels that we are no member of.
    closed: frozenset[str] = frozenset()
    #: Kinds of block that this workspace does not take.
    refused_blocks: frozenset[str] = frozenset()
    #: Raised by the next calls of the method of that name, before anything is done; a `lost` one after it was done.
    failures: dict[str, list[SelvageError]] = field(default_factory=dict)
    lost: dict[str, list[SelvageError]] = field(default_factory=dict)

    def post(self, place: Place, message: SlackMessage, *, key: str) -> str:
        """See Chat."""
        self._fail("post")
        self._check(place.channel, message)
        shown = Shown(place, f"1800000000.{len(self.messages):06d}", message, key)
        self.messages.append(shown)
        self._lose("post")
        return shown.ts

    def find(self, place: Place, key: str, *, since: datetime) -> str | None:
        """See Chat."""
        del since
        return next((each.ts for each in self.messages if each.key == key and each.place == place), None)

    def update(self, channel: str, ts: str, message: SlackMessage) -> None:
        """See Chat."""
        self._fail("update")
        self._check(channel, message)
        shown = next((each for each in self.messages if each.ts == ts and each.only_for is None), None)
        if shown is None:
            raise NotFound("Slack says message_not_found")
        shown.message, shown.edits = message, shown.edits + 1

    def whisper(self, place: Place, user: str, message: SlackMessage) -> None:
        """See Chat."""
        self._fail("whisper")
        self._check(place.channel, message)
        self.messages.append(Shown(place, f"1800000000.{len(self.messages):06d}", message, "", only_for=user))

    def respond(self, response_url: str, message: SlackMessage) -> None:
        """See Chat. The address names the user."""
        self._fail("respond")
        self._check("", message)
        self.messages.append(
            Shown(Place(""), f"1800000000.{len(self.messages):06d}", message, "", only_for=response_url)
        )

    def upload_picture(self, name: str, png: bytes, alt_text: str) -> str:
        """See Chat."""
        del name, alt_text
        self._fail("upload_picture")
        file_id = f"F{len(self.pictures):08d}"
        self.pictures[file_id] = png
        return file_id

    def share_file(self, place: Place, name: str, data: bytes, *, title: str) -> None:
        """See Chat."""
        del title
        self._fail("share_file")
        self.files.append((place, name, data))

    def open_form(self, trigger_id: str, view: Block) -> str:
        """See Chat."""
        del trigger_id
        self._fail("open_form")
        view_id = f"V{len(self.forms):08d}"
        self.forms[view_id] = view
        return view_id

    def update_form(self, view_id: str, view: Block) -> None:
        """See Chat."""
        if view_id not in self.forms:
            raise NotFound("Slack says view_not_found")
        self.forms[view_id] = view

    def publish_home(self, user: str, view: Block) -> None:
        """See Chat."""
        self._fail("publish_home")
        self.homes[user] = view

    def direct_channel(self, user: str) -> str:
        """See Chat."""
        return f"D{user}"

    def person(self, user: str) -> Person:
        """See Chat."""
        self._fail("person")
        return self.people.get(user) or Person(user, f"Somebody {user}", None, is_outsider=False)

    def members_of(self, group: str) -> frozenset[str]:
        """See Chat."""
        if group not in self.groups:
            raise NotFound("Slack says no_such_subteam")
        return self.groups[group]

    def texts(self) -> list[str]:
        """What every message says now, in words."""
        return [each.message.text for each in self.messages]

    def _fail(self, method: str) -> None:
        if self.failures.get(method):
            raise self.failures[method].pop(0)

    def _lose(self, method: str) -> None:
        if self.lost.get(method):
            raise self.lost[method].pop(0)

    def _check(self, channel: str, message: SlackMessage) -> None:
        if channel in self.closed:
            raise NotFound("Slack says not_in_channel")
        blocks: list[Any] = [dict(block) for block in message.blocks]
        if self.refused_blocks & {block["type"] for block in blocks}:
            raise BlocksRefused("Slack says invalid_blocks")
        if problems := problems_of(blocks, surface="message"):
            raise BlocksRefused(f"Slack says invalid_blocks: {problems}")
