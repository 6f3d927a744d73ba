"""The people of the demo's simulated Slack: what they do and what they see."""

import time
from typing import Any

import requests

from shared.errors import Permanent, Retryable

TIMEOUT_S = 20
ANSWER_DEADLINE_S = 60
US = "U0SELVAGE"
#: How the line begins that announces an answer.
UNDER_WAY = "⏳"

Json = dict[str, Any]


class Workspace:
    """Acts through the back door of the simulator, which sends signed requests to our door as Slack does."""

    def __init__(self, slack: str) -> None:
        self._back_door = f"{slack}/_simulator"

    def do(self, act: str, **told: object) -> Json:
        """Somebody mentions us, writes, types a command, clicks or sends a form; what Slack told them at once."""
        reply = requests.post(f"{self._back_door}/{act}", json=told, timeout=TIMEOUT_S)
        if not reply.ok:
            raise Permanent(f"the simulated Slack refused to {act}: {reply.text[:200]}")
        done: Json = reply.json()
        return done

    def answer(self, channel: str, *, thread_ts: str | None = None, after: str = "", alone: bool = False) -> Json:
        """Our newest message there once it is an answer, newer than `after`; with `alone` one that one user sees.

        Retryable when there is none within ANSWER_DEADLINE_S seconds.
        """
        deadline = time.monotonic() + ANSWER_DEADLINE_S
        while time.monotonic() < deadline:
            ours = [each for each in self._messages(channel, thread_ts) if _is_answer(each, after, alone=alone)]
            if ours:
                return ours[-1]
            time.sleep(0.2)
        raise Retryable(f"nothing was answered in {channel}; its log is in .selvage/demo/logs/slackbot.log")

    def newest(self, channel: str) -> str:
        """The ts of the newest message in the channel, or ""."""
        return max((str(each["ts"]) for each in self._messages(channel, None)), default="")

    def form(self, user: str) -> Json:
        """The form that the user sees; Permanent without one."""
        views = requests.get(f"{self._back_door}/views", timeout=TIMEOUT_S).json()
        seen = [view for view in views if (view["type"], view["user"]) == ("modal", user)]
        if not seen:
            raise Permanent("no form has opened")
        form: Json = seen[-1]
        return form

    def file(self, file_id: str) -> bytes:
        """The bytes of a file that we have uploaded."""
        return requests.get(f"{self._back_door}/files/{file_id}", timeout=TIMEOUT_S).content

    def _messages(self, channel: str, thread_ts: str | None) -> list[Json]:
        asked = {"channel": channel, "thread_ts": thread_ts or ""}
        told = {name: value for name, value in asked.items() if value}
        messages: list[Json] = requests.get(f"{self._back_door}/messages", params=told, timeout=TIMEOUT_S).json()
        return messages


def _is_answer(message: Json, after: str, *, alone: bool) -> bool:
    is_newer = message["user"] == US and str(message["ts"]) > after
    return is_newer and not message["text"].startswith(UNDER_WAY) and bool(message.get("ephemeral_to")) == alone
