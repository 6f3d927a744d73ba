"""Slack's own part of the back door: people act, and what there is can be looked at."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from itertools import chain
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json, json_of
from tests.simulators.slack.acts import Act, Acts
from tests.simulators.slack.clicks import Clicks
from tests.simulators.slack.people_there import Channel, User, Usergroup
from tests.simulators.slack.refusal import NotPossible
from tests.simulators.slack.socket_mode import SocketMode

BEHIND = "/_simulator/"
Handler = Callable[[Request], Awaitable[Response]]


def slack_back_door(acts: Acts, sockets: SocketMode) -> list[Route]:
    """The routes below `/_simulator/` that only Slack has."""
    return [*_acting(acts), *_making(acts), *_looking(acts), *_connecting(sockets)]


def _acting(acts: Acts) -> list[Route]:
    """What people do. `?background=true` answers before the app has."""
    clicks = Clicks(acts)
    known: dict[str, Callable[..., Act]] = {
        "mention": acts.mention,
        "message": acts.message,
        "command": acts.command,
        "open_home": acts.open_home,
        "click": clicks.click,
        "submit": clicks.submit,
        "close": clicks.close,
    }

    def handler(act: Callable[..., Act]) -> Handler:
        async def handle(request: Request) -> Response:
            acts.urls.base = str(request.base_url).rstrip("/")
            done = _called(act, await json_of(request))
            if request.query_params.get("background") == "true":
                acts.door.in_background(_carry_out(acts, done))
                return Json(_told(done, {}), 202)
            return Json(_told(done, await _carry_out(acts, done)))

        return handle

    return [Route(BEHIND + name, handler(act), methods=["POST"]) for name, act in known.items()]


def _making(acts: Acts) -> list[Route]:
    """Who and what there is: made by POST, or changed where the id is known."""
    workspace = acts.slack.workspace

    def route(name: str, kind: type[Any], things: Callable[[], dict[str, Any]], prefix: str) -> list[Route]:
        known = {one.name for one in fields(kind)}

        async def make(request: Request) -> Response:
            given = await json_of(request)
            if not isinstance(given, dict) or not given.keys() <= known:
                raise NotPossible(f"fields are {', '.join(sorted(known))}")
            identity = given.get("id") or workspace.clockwork.name(prefix)
            already = things().get(identity)
            made = kind(**(asdict(already) if already else {}) | given | {"id": identity})
            things()[identity] = made
            return Json(asdict(made), 201)

        async def tell(_: Request) -> Response:
            return Json([asdict(one) for one in things().values()])

        return [Route(BEHIND + name, make, methods=["POST"]), Route(BEHIND + name, tell, methods=["GET"])]

    return [
        *route("users", User, lambda: workspace.users, "U"),
        *route("channels", Channel, lambda: workspace.channels, "C"),
        *route("usergroups", Usergroup, lambda: workspace.usergroups, "S"),
    ]


def _looking(acts: Acts) -> list[Route]:
    """What there is to see."""
    slack = acts.slack

    async def messages(request: Request) -> Response:
        """Oldest first; of one channel, or of all."""
        named, thread = request.query_params.get("channel"), request.query_params.get("thread_ts")
        channel = slack.workspace.channel(named) if named else None
        if named and channel is None:
            raise NotPossible(f"no such channel: {named}")
        posts = slack.workspace.said(channel.id) if channel else list(chain(*slack.workspace.posts.values()))
        return Json([post.shown() for post in posts if thread in {None, post.ts, post.thread_ts}])

    async def views(_: Request) -> Response:
        told = [*slack.views.modals.values(), *slack.views.homes.values()]
        return Json([view.told() | {"user": view.user, "errors": view.errors} for view in told])

    async def statuses(_: Request) -> Response:
        return Json(
            [
                {"channel": channel, "thread_ts": thread, "status": status}
                for (channel, thread), status in slack.workspace.statuses.items()
            ]
        )

    async def content(request: Request) -> Response:
        file = slack.files.all.get(request.path_params["id"])
        if file is None or file.content is None:
            return Response(status_code=404)
        return Response(file.content, media_type=file.told()["mimetype"])

    async def deliveries(request: Request) -> Response:
        kind = request.query_params.get("kind")
        return Json([one.told() for one in acts.door.deliveries if kind in {None, one.kind}])

    return [
        Route(BEHIND + "messages", messages),
        Route(BEHIND + "views", views),
        Route(BEHIND + "statuses", statuses),
        Route(BEHIND + "files/{id}", content),
        Route(BEHIND + "deliveries", deliveries),
    ]


def _connecting(sockets: SocketMode) -> list[Route]:
    """The app's open connections."""

    async def disconnect(request: Request) -> Response:
        given = await json_of(request) or {}
        return Json({"closed": await sockets.disconnect(given.get("reason", "refresh_requested"))})

    return [Route(BEHIND + "disconnect", disconnect, methods=["POST"])]


def _called(act: Callable[..., Act], given: Any) -> Act:
    if not isinstance(given, dict):
        raise NotPossible("the back door wants a JSON object")
    try:
        return act(**given)
    except TypeError as error:
        raise NotPossible(str(error)) from error


async def _carry_out(acts: Acts, done: Act) -> dict[str, Any]:
    await asyncio.gather(*(acts.door.send(delivery) for delivery in done.deliveries))
    return done.after(done.deliveries[0]) if done.deliveries else {}


def _told(done: Act, outcome: dict[str, Any]) -> dict[str, Any]:
    """How the first delivery went stands on its own, too."""
    told = [delivery.told() for delivery in done.deliveries]
    first = told[0] if told else {"status": None, "body": "", "seconds": 0.0, "error": "the app hears nothing of it"}
    return {**first, **done.facts, **outcome, "deliveries": told}
