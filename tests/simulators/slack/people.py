"""The people of a simulated Slack, for tests and the demo: what they do and what they see."""

from typing import Any

import orjson
import requests

CALL_DEADLINE_S = 20

Json = dict[str, Any]


class CouldNotError(Exception):
    """Nobody could do this in Slack, as clicking a button that is not there."""


class SlackPeople:
    """Acts through the back door of a simulator at `base_url`, with or without `/api`.

    An act answers `status`, `body` and `seconds` of our door's answer to what was sent (`kind`, `payload`), all
    `deliveries`, and what is told of each act below. With `background=True` it answers before our door has.
    """

    def __init__(self, base_url: str) -> None:
        self.url = base_url.rstrip("/").removesuffix("/api")

    def mention(
        self, user: str, channel: str, text: str, *, thread_ts: str | None = None, background: bool = False
    ) -> Json:
        """Mention the app in a channel; answers `channel`, `ts` and `thread_ts`, where its answer belongs."""
        return self._act("mention", background, user=user, channel=channel, text=text, thread_ts=thread_ts)

    def message(
        self,
        user: str,
        text: str,
        *,
        channel: str | None = None,
        thread_ts: str | None = None,
        background: bool = False,
    ) -> Json:
        """Write to the app alone, or in a channel; answers as `mention` does."""
        return self._act("message", background, user=user, text=text, channel=channel, thread_ts=thread_ts)

    def command(
        self, user: str, command: str, text: str = "", *, channel: str | None = None, background: bool = False
    ) -> Json:
        """Give a slash command; answers `response_url`, `trigger_id` and `failure` (None, operation_timeout ...)."""
        return self._act("command", background, user=user, command=command, text=text, channel=channel)

    def click(
        self,
        user: str,
        action_id: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        value: str | None = None,
        background: bool = False,
    ) -> Json:
        """Click in a message, a modal or, with neither, the app's home; `value` picks an option or one of two buttons.

        Answers `trigger_id`, `response_url` (of a message) and `failure`.
        """
        place = {"channel": channel, "ts": ts, "view_id": view_id}
        return self._act("click", background, user=user, action_id=action_id, value=value, **place)

    def submit(
        self, user: str, view_id: str, values: dict[str, dict[str, Any]] | None = None, *, background: bool = False
    ) -> Json:
        """Submit a modal, `values` by block_id and action_id; answers `is_open`, `errors` and `failure`."""
        return self._act("submit", background, user=user, view_id=view_id, values=values or {})

    def close(self, user: str, view_id: str) -> Json:
        """Close a modal."""
        return self._act("close", False, user=user, view_id=view_id)

    def open_home(self, user: str, tab: str = "home", *, background: bool = False) -> Json:
        """Look at the app's home, or with `messages` at the conversation with it."""
        return self._act("open_home", background, user=user, tab=tab)

    def add_user(self, name: str, **more: Any) -> Json:
        """Make a user, or change the one with `id`; more is `email real_name is_admin deleted is_restricted`."""
        return self._one("POST", "users", {"name": name} | more)

    def add_channel(self, name: str, members: list[str], **more: Any) -> Json:
        """Make a channel, or change the one with `id`; `is_private`, `is_archived`. U0SELVAGE is the app."""
        return self._one("POST", "channels", {"name": name, "members": members} | more)

    def add_usergroup(self, handle: str, users: list[str], **more: Any) -> Json:
        """Make a group of users, or change the one with `id`."""
        return self._one("POST", "usergroups", {"handle": handle, "name": handle, "users": users} | more)

    def messages(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Json]:
        """What stands in a channel or a thread, oldest first, with `edits`, `ephemeral_to`, `metadata` and `files`."""
        return self._list("messages", channel=channel, thread_ts=thread_ts)

    def views(self) -> list[Json]:
        """The open modals and the published homes, each with `user`, `hash` and `errors`."""
        return self._list("views")

    def home(self, user_id: str) -> Json | None:
        """What a user sees in the app's home."""
        return next((view for view in self.views() if (view["type"], view["user"]) == ("home", user_id)), None)

    def modal(self, user_id: str) -> Json | None:
        """The modal that a user sees, the uppermost."""
        return next((one for one in self.views()[::-1] if (one["type"], one["user"]) == ("modal", user_id)), None)

    def statuses(self) -> list[Json]:
        """What the app says that it does, as `channel`, `thread_ts` and `status`."""
        return self._list("statuses")

    def deliveries(self, kind: str | None = None) -> list[Json]:
        """Events, commands and interactions so far, each with all its `attempts`, and `is_over` at the end."""
        return self._list("deliveries", kind=kind)

    def effects(self, kind: str | None = None) -> list[Json]:
        """What the app made Slack do, oldest first."""
        return self._list("effects", kind=kind)

    def file(self, file_id: str) -> bytes:
        """The bytes of an uploaded file."""
        return self._called("GET", f"files/{file_id}").content

    def fail(self, path: str = "*", **fault: Any) -> None:
        """Make the next calls fail; `path` is as `/chat.postMessage`, docs/simulators.md lists the rest."""
        self._called("POST", "faults", {"path": path} | fault)

    def disconnect(self) -> None:
        """Close the connections of Socket Mode, as Slack does now and then."""
        self._called("POST", "disconnect", {})

    def reset(self) -> None:
        """Start afresh."""
        self._called("POST", "reset", {})

    def _act(self, name: str, background: bool, **given: Any) -> Json:
        body = {key: value for key, value in given.items() if value is not None}
        return self._one("POST", f"{name}?background=true" if background else name, body)

    def _one(self, method: str, path: str, body: Any = None) -> Json:
        answer: Json = orjson.loads(self._called(method, path, body).content)
        return answer

    def _list(self, path: str, **query: str | None) -> list[Json]:
        given = {name: value for name, value in query.items() if value is not None}
        answer: list[Json] = orjson.loads(self._called("GET", path, query=given).content)
        return answer

    def _called(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None
    ) -> requests.Response:
        data = None if body is None else orjson.dumps(body)
        address = f"{self.url}/_simulator/{path}"
        answer = requests.request(method, address, data=data, params=query, timeout=CALL_DEADLINE_S)
        if answer.status_code == 400:
            raise CouldNotError(answer.json()["error"])
        answer.raise_for_status()
        return answer
