"""The Slack app's manifest, made from what this code listens for and calls, so that the two cannot drift apart."""

from typing import Any

from shared.slack.commands import COMMANDS

EVENTS, COMMAND, INTERACTIONS = "/slack/events", "/slack/commands", "/slack/interactions"

#: What each scope is for; the manifest asks for no other.
SCOPES = {
    "app_mentions:read": "hear questions in channels",
    "assistant:write": "stand among the workspace's agents",
    "channels:history": "find an answer of ours again after a crash, so that nobody sees it twice",
    "chat:write": "answer",
    "commands": "the slash commands",
    "files:read": "know when an uploaded chart can be shown",
    "files:write": "upload charts and CSV files",
    "groups:history": "as channels:history, in private channels",
    "im:history": "hear questions in direct messages",
    "im:read": "know direct messages",
    "im:write": "send reports to one person",
    "usergroups:read": "give roles by user group",
    "users:read": "tell colleagues from guests",
    "users:read.email": "give roles by e-mail address",
}
BOT_EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked")
#: Besides, where threads in channels are to be followed without a mention.
THREAD_EVENTS = ("message.channels", "message.groups")

SUGGESTED = (
    ("Churn risk", "Which customers are at high churn risk?"),
    ("Forecast", "What is the revenue forecast for next quarter?"),
    ("Campaign", "Who should we target for a retention campaign?"),
    ("Best customers", "Who are our most valuable customers?"),
)
DESCRIPTION = "Knows this shop's customers: who may leave, what is coming, whom to reach."
LONG_DESCRIPTION = (
    "Selvage tells the team about the shop's customers: who may leave and why, what revenue is to be expected, which"
    " groups grow or shrink, whom a campaign should reach. Ask it in plain words, by a mention or directly, or by"
    " a command; it answers with figures, tables and charts. It shows support tickets, and lets those who may act on"
    " them."
    " It can send reports by the clock and tell when a figure crosses a threshold."
)


def manifest(
    url: str, *, name: str = "Selvage", socket_mode: bool = False, follow_threads: bool = False
) -> dict[str, Any]:
    """The manifest of an app whose requests reach our door at `url`; with `socket_mode` they come by a socket instead.

    With `follow_threads` it hears every message in the channels that it is in, to answer in its own threads without
    being mentioned.
    """
    base = url.rstrip("/")
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1F2D5A",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name.lower().replace(" ", "-"), "always_online": True},
            "agent_view": {
                "agent_description": DESCRIPTION,
                "suggested_prompts": [{"title": title, "message": message} for title, message in SUGGESTED],
            },
            "slash_commands": [
                {
                    "command": command.name,
                    "description": command.description,
                    "should_escape": False,
                    **({"usage_hint": command.usage_hint} if command.usage_hint else {}),
                    **({} if socket_mode else {"url": base + COMMAND}),
                }
                for command in COMMANDS.values()
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {
                **({} if socket_mode else {"request_url": base + EVENTS}),
                "bot_events": sorted((*BOT_EVENTS, *(THREAD_EVENTS if follow_threads else ()))),
            },
            "interactivity": {
                "is_enabled": True,
                **({} if socket_mode else {"request_url": base + INTERACTIONS}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }
