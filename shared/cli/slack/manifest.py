"""`selvage slack manifest`: what to paste where Slack asks for an app's manifest."""

import json
from typing import Annotated

import typer

from shared.errors import InvalidPayload
from shared.slack.manifest import manifest as manifest_of


def manifest(
    url: Annotated[
        str, typer.Option(help="Where Slack reaches the webhooks service, as https://hooks.example.com")
    ] = "",
    name: Annotated[str, typer.Option(help="What the app is called in the workspace")] = "Selvage",
    *,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="For development: requests come by a socket, no address is needed")
    ] = False,
    follow_threads: Annotated[
        bool, typer.Option("--follow-threads", help="Answer in its own threads without being mentioned")
    ] = False,
) -> None:
    """Print the Slack app's manifest as JSON; docs/slack-setup.md says what to do with it."""
    if not socket_mode and not url.startswith("https://"):
        raise InvalidPayload("--url must say where Slack reaches the webhooks service, as https://hooks.example.com")
    made = manifest_of(url, name=name, socket_mode=socket_mode, follow_threads=follow_threads)
    print(json.dumps(made, indent=2, ensure_ascii=False))
