"""Uploaded files: announced, sent, completed, and shown once they are ready."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.people_there import BOT_USER, DOMAIN, TEAM
from tests.simulators.slack.refusal import Refused

#: How the pictures begin that Slack shows.
MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")


@dataclass(slots=True)
class File:
    """One file; there is no `content` before it is sent, and nobody sees it before it is complete."""

    id: str
    name: str
    length: int
    token: str
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    created: int = 0
    #: By the monotonic clock.
    ready_at: float | None = None
    channels: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether files.completeUploadExternal named it."""
        return self.ready_at is not None

    @property
    def is_picture(self) -> bool:
        """Whether its bytes are those of a picture."""
        return (self.content or b"").startswith(MAGIC)

    def told(self) -> dict[str, Any]:
        """As files.info tells."""
        kind = PurePosixPath(self.name).suffix.removeprefix(".") or "binary"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": mimetypes.guess_type(self.name)[0] or "application/octet-stream",
            "filetype": kind,
            "user": BOT_USER,
            "user_team": TEAM,
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": bool(self.channels),
            "alt_txt": self.alt_text,
            "url_private": f"https://files.slack.com/files-pri/{TEAM}-{self.id}/{self.name}",
            "permalink": f"https://{DOMAIN}.slack.com/files/{BOT_USER}/{self.id}/{self.name}",
            "channels": [name for name in self.channels if name.startswith("C")],
            "groups": [name for name in self.channels if name.startswith("G")],
            "ims": [name for name in self.channels if name.startswith("D")],
        }


class Files:
    """All files; a complete one can be shown `delay_s` seconds later."""

    def __init__(self, clockwork: Clockwork, delay_s: float) -> None:
        self.clockwork = clockwork
        self.delay_s = delay_s
        self.all: dict[str, File] = {}

    def announce(self, name: str, length: int, alt_text: str) -> File:
        """A file that will be sent."""
        file = File(self.clockwork.name("F"), name, length, self.clockwork.name("upload-"), alt_text=alt_text)
        self.all[file.id] = file
        return file

    def awaited(self, token: str) -> File | None:
        """The file that an upload address is for, until it is sent."""
        return next((one for one in self.all.values() if one.token == token and one.content is None), None)

    def complete(self, identity: str, title: str) -> File:
        """The file was sent and may be seen."""
        file = self.all.get(identity)
        if file is None or file.content is None:
            raise Refused("file_not_found", [f"[ERROR] nothing was uploaded for {identity}"])
        if file.is_complete:
            raise Refused("invalid_arguments", [f"[ERROR] {identity} is complete already"])
        file.title, file.created = title, self.clockwork.seconds()
        file.ready_at = self.clockwork.monotonic() + self.delay_s
        return file

    def known(self, identity: str) -> File:
        """A complete file."""
        file = self.all.get(identity)
        if file is None or not file.is_complete:
            raise Refused("file_not_found")
        return file

    def can_be_shown(self, named: dict[str, str]) -> bool:
        """Whether an image may show the file now, which it names by `id` or by `url`."""
        for file in self.all.values():
            about = file.told()
            if named.get("id") == file.id or named.get("url") in {about["url_private"], about["permalink"]}:
                ready = file.ready_at is not None and self.clockwork.monotonic() >= file.ready_at
                return ready and file.is_picture
        return False
