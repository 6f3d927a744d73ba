"""The addresses that an interaction or a command may be answered at, five times within half an hour."""

from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.simulators.back_door import Json, json_of
from tests.simulators.slack.call import Slack
from tests.simulators.slack.people_there import BOT_USER, TEAM
from tests.simulators.slack.posts import Post
from tests.simulators.slack.refusal import Refused

USES, LIFE_S = 5, 30 * 60
KNOWN = frozenset(
    {
        "text",
        "blocks",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "metadata",
        "unfurl_links",
        "unfurl_media",
        "mrkdwn",
    }
)


@dataclass(slots=True)
class ResponseUrl:
    """Who may be answered where; `original` is the message that may be replaced."""

    user: str
    channel: str
    made_at: float
    original: Post | None = None
    thread_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    """All addresses that were given out."""

    def __init__(self, slack: Slack, base: str = "") -> None:
        self.slack = slack
        self.base = base
        self._known: dict[str, ResponseUrl] = {}

    @property
    def routes(self) -> list[Route]:
        """Where answers are posted."""
        return [Route(f"/response/{TEAM}/{{token}}", self.answer, methods=["POST"])]

    def new(self, user: str, channel: str, *, original: Post | None = None, thread_ts: str | None = None) -> str:
        """One more address."""
        token = self.slack.clockwork.name("r")
        made_at = self.slack.clockwork.monotonic()
        self._known[token] = ResponseUrl(user, channel, made_at, original, thread_ts)
        return f"{self.base}/response/{TEAM}/{token}"

    def clear(self) -> None:
        """Forget all addresses."""
        self._known.clear()

    async def answer(self, request: Request) -> Response:
        """Do what the app says; 404 when the address is used up, 400 when Slack would not take it."""
        place = self._known.get(request.path_params["token"])
        if place is None or self.slack.clockwork.monotonic() - place.made_at > LIFE_S:
            return Json({"ok": False, "error": "expired_url"}, 404)
        if place.uses >= USES:
            return Json({"ok": False, "error": "used_url"}, 404)
        given = await json_of(request)
        try:
            self.say(place, given)
        except Refused as refused:
            return Json(refused.body, 400)
        place.uses += 1
        return PlainTextResponse("ok")

    def answered(self, address: str, body: str) -> None:
        """What a command's or an interaction's own answer says: the same, as JSON or as a bare text."""
        place = self._known[address.rpartition("/")[2]]
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            given = {"text": body}
        self.say(place, given)

    def say(self, place: ResponseUrl, given: Any) -> None:
        """Say it, or put it in the place of the original; Refused when Slack would not take it."""
        if not isinstance(given, dict) or not given.keys() <= KNOWN:
            unknown = sorted(given.keys() - KNOWN) if isinstance(given, dict) else ["no JSON object"]
            raise Refused("invalid_payload", [f"[ERROR] unknown argument: {name}" for name in unknown])
        kind = given.get("response_type", "ephemeral")
        if kind not in {"ephemeral", "in_channel"}:
            raise Refused("invalid_payload", ["[ERROR] response_type is ephemeral or in_channel"])
        workspace, original = self.slack.workspace, place.original
        if given.get("delete_original"):
            if original is not None and original in workspace.said(original.channel):
                workspace.remove(original)
            self._record(place, given, original)
            return
        contents = self.slack.contents.read(given)
        if given.get("replace_original") and original is not None:
            original.text, original.blocks = contents.get("text", ""), contents.get("blocks", [])
            original.edits += 1
            self._record(place, given, original)
            return
        post = Post(
            place.channel,
            self.slack.clockwork.ts(),
            BOT_USER,
            **contents,
            thread_ts=given.get("thread_ts", place.thread_ts),
            seen_by=place.user if kind == "ephemeral" else None,
        )
        workspace.add(post)
        place.original = original or post
        self._record(place, given, post)

    def _record(self, place: ResponseUrl, given: dict[str, Any], post: Post | None) -> None:
        facts = {"channel": place.channel, "user": place.user, "text": given.get("text", "")}
        self.slack.ledger.record("response", id=post.ts if post else None, response=given, **facts)
