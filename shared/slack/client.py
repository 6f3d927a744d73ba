"""Slack's Web API: messages are sent, changed and found again, files uploaded, forms and home tabs shown."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from shared.domain.slack import Block, Place, SlackMessage
from shared.errors import Denied, NotFound, Retryable
from shared.slack.refusals import calling
from shared.slack_ports import Person

#: The event type of the metadata by which a message of ours is found again.
OURS = "selvage_answer"
#: Messages that are looked through for one of ours, newest first.
PAGE_LENGTH, MOST_PAGES = 100, 5
#: Clocks differ: a message of ours may seem to be older than the row that announced it.
SKEW_S = 60
#: Marks of users who are no colleagues. Slack sets the first only where we share no channel with a stranger, so the
#: workspace of a user is compared with ours as well.
OUTSIDERS = ("is_stranger", "is_restricted", "is_ultra_restricted", "is_bot", "deleted")
#: The end of the names of all its servers that answers may be sent to.
SLACK = ".slack.com"
#: A picture is looked at by Slack before blocks may show it.
LOOKS, PAUSE_S = 20, 0.25


class SlackClient:
    """Keeps what `shared.slack.ports.Chat` promises. Connects anew for each call; many threads may share one."""

    def __init__(
        self, token: str, base_url: str, *, timeout_s: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """`timeout_s` is the deadline of one call. Nothing is tried twice here: the job's retry table does that."""
        self._timeout_s = max(1, round(timeout_s))
        self._sleep = sleep
        self._base_url = base_url
        self._web = WebClient(token, base_url.rstrip("/") + "/", timeout=self._timeout_s, retry_handlers=[])
        #: Our workspace, and its organization where it has one; empty until somebody is looked up.
        self._home: frozenset[str] = frozenset()

    @property
    def web(self) -> WebClient:
        """The library's client, for Bolt."""
        return self._web

    def post(self, place: Place, message: SlackMessage, *, key: str) -> str:
        """See Chat."""
        with calling("chat.postMessage", writes=True):
            answer = self._web.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread_ts,
                text=message.text,
                blocks=_blocks(message) or None,
                metadata={"event_type": OURS, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
            )
        return str(answer["ts"])

    def find(self, place: Place, key: str, *, since: datetime) -> str | None:
        """See Chat."""
        for message in self._messages(place, oldest=since.timestamp() - SKEW_S):
            told = message.get("metadata") or {}
            if told.get("event_type") == OURS and told.get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        return None

    def update(self, channel: str, ts: str, message: SlackMessage) -> None:
        """See Chat."""
        with calling("chat.update"):
            self._web.chat_update(channel=channel, ts=ts, text=message.text, blocks=_blocks(message))

    def whisper(self, place: Place, user: str, message: SlackMessage) -> None:
        """See Chat."""
        with calling("chat.postEphemeral"):
            self._web.chat_postEphemeral(
                channel=place.channel,
                user=user,
                thread_ts=place.thread_ts,
                text=message.text,
                blocks=_blocks(message) or None,
            )

    def respond(self, response_url: str, message: SlackMessage) -> None:
        """See Chat."""
        if not is_slacks_own(response_url, self._base_url):
            raise Denied("the address to answer at is not Slack's")
        with calling("response_url"):
            client = WebhookClient(response_url, timeout=self._timeout_s, retry_handlers=[])
            answer = client.send(
                text=message.text,
                blocks=_blocks(message) or None,
                response_type="ephemeral",
                replace_original=False,
            )
        if answer.status_code == 404:  # noqa: PLR2004  it was used up, or is older than half an hour
            raise NotFound("Slack takes no more answers at this address")
        if answer.status_code >= 400:  # noqa: PLR2004
            raise Retryable(f"Slack answered {answer.status_code} at the address that it gave us")

    def upload_picture(self, name: str, png: bytes, alt_text: str) -> str:
        """See Chat. Returns once blocks may show it."""
        with calling("files.upload"):
            uploaded = self._web.files_upload_v2(
                filename=name, content=png, title=alt_text[:200], alt_txt=alt_text[:999]
            )
        file_id = str(uploaded["files"][0]["id"])
        for _ in range(LOOKS):
            with calling("files.info"):
                if self._web.files_info(file=file_id)["file"].get("mimetype"):
                    return file_id
            self._sleep(PAUSE_S)
        raise Retryable("Slack does not show the picture yet")

    def share_file(self, place: Place, name: str, data: bytes, *, title: str) -> None:
        """See Chat."""
        with calling("files.upload", writes=True):
            self._web.files_upload_v2(
                channel=place.channel, thread_ts=place.thread_ts, filename=name, content=data, title=title
            )

    def open_form(self, trigger_id: str, view: Block) -> str:
        """See Chat."""
        with calling("views.open"):
            return str(self._web.views_open(trigger_id=trigger_id, view=dict(view))["view"]["id"])

    def update_form(self, view_id: str, view: Block) -> None:
        """See Chat."""
        with calling("views.update"):
            self._web.views_update(view_id=view_id, view=dict(view))

    def publish_home(self, user: str, view: Block) -> None:
        """See Chat."""
        with calling("views.publish"):
            self._web.views_publish(user_id=user, view=dict(view))

    def direct_channel(self, user: str) -> str:
        """See Chat."""
        with calling("conversations.open"):
            return str(self._web.conversations_open(users=user)["channel"]["id"])

    def person(self, user: str) -> Person:
        """See Chat."""
        with calling("users.info"):
            known = self._web.users_info(user=user)["user"]
        profile = known.get("profile", {})
        is_foreign = bool(known.get("is_stranger")) or self._is_of_another_workspace(known)
        return Person(
            id=user,
            name=str(profile.get("real_name") or known.get("real_name") or known.get("name") or user),
            email=profile.get("email") or None,
            is_outsider=is_foreign or any(known.get(mark) for mark in OUTSIDERS),
            is_foreign=is_foreign,
            is_gone=bool(known.get("deleted")),
        )

    def members_of(self, group: str) -> frozenset[str]:
        """See Chat."""
        with calling("usergroups.users.list"):
            return frozenset(self._web.usergroups_users_list(usergroup=group)["users"])

    def _is_of_another_workspace(self, known: Mapping[str, Any]) -> bool:
        organization = known.get("enterprise_user") or {}
        theirs = {known.get("team_id"), organization.get("enterprise_id"), *organization.get("teams", ())} - {None}
        if not self._home:
            with calling("auth.test"):
                us = self._web.auth_test()
            self._home = frozenset(filter(None, (us.get("team_id"), us.get("enterprise_id"))))
        return not theirs & self._home

    def _messages(self, place: Place, *, oldest: float) -> Iterator[Mapping[str, Any]]:
        cursor = None
        for _ in range(MOST_PAGES):
            asked: dict[str, Any] = {
                "channel": place.channel,
                "oldest": f"{oldest:.6f}",
                "limit": PAGE_LENGTH,
                "cursor": cursor,
                "include_all_metadata": True,
            }
            with calling("conversations.history"):
                page = (
                    self._web.conversations_replies(ts=place.thread_ts, **asked)
                    if place.thread_ts
                    else self._web.conversations_history(**asked)
                )
            yield from page.get("messages", [])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return


def is_slacks_own(response_url: str, base_url: str) -> bool:
    """Whether answers may be sent to the address: Slack's by https, or the server that SLACK_BASE_URL names instead.

    It comes with a signed request. Whoever gets hold of the signing secret must not be able to have answers sent to
    themselves.
    """
    try:
        told, ours = urlsplit(response_url), urlsplit(base_url)
        where, here = (told.scheme, told.hostname, told.port), (ours.scheme, ours.hostname, ours.port)
    except ValueError:
        return False
    if told.username is not None or told.password is not None:
        return False
    if f".{ours.hostname}".endswith(SLACK):
        return where == ("https", told.hostname, None) and f".{told.hostname}".endswith(SLACK)
    return where == here


def _blocks(message: SlackMessage) -> list[dict[str, Any]]:
    return [dict(block) for block in message.blocks]
