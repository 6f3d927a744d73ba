"""auth.test, users.* and usergroups.*: who is who."""

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.methods.paging import page_of
from tests.simulators.slack.people_there import APP, BOT, BOT_NAME, BOT_USER, DOMAIN, TEAM, TEAM_NAME
from tests.simulators.slack.refusal import Refused

EMAIL = "users:read.email"


def who_am_i(_: Call) -> Answer:
    """The app, and the workspace that it is installed in."""
    return {
        "url": f"https://{DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": BOT_NAME,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "is_enterprise_install": False,
    }


def info(call: Call) -> Answer:
    """One user."""
    user = call.slack.workspace.users[call.user()]
    return {"user": user.told(with_email=EMAIL in call.slack.scopes)}


def by_email(call: Call) -> Answer:
    """The user who has an e-mail address."""
    for user in call.slack.workspace.users.values():
        if user.email and user.email.lower() == call.given["email"].lower() and not user.deleted:
            return {"user": user.told(with_email=True)}
    raise Refused("users_not_found")


def users(call: Call) -> Answer:
    """All users."""
    page, cursor = page_of(list(call.slack.workspace.users.values()), call.given)
    with_email = EMAIL in call.slack.scopes
    told = [user.told(with_email=with_email) for user in page]
    return {"members": told, "response_metadata": {"next_cursor": cursor}}


def usergroups(call: Call) -> Answer:
    """All groups of users."""
    with_users = call.given.get("include_users", False)
    return {"usergroups": [group.told(with_users=with_users) for group in call.slack.workspace.usergroups.values()]}


def in_usergroup(call: Call) -> Answer:
    """Who is in a group."""
    group = call.slack.workspace.usergroups.get(call.given["usergroup"])
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": group.users}


METHODS = (
    ("auth.test", "", "", "", who_am_i),
    ("users.info", "users:read", "user", "include_locale:boolean", info),
    ("users.list", "users:read", "", "limit:integer cursor include_locale:boolean team_id", users),
    ("users.lookupByEmail", EMAIL, "email", "", by_email),
    (
        "usergroups.list",
        "usergroups:read",
        "",
        "include_count:boolean include_disabled:boolean include_users:boolean team_id",
        usergroups,
    ),
    ("usergroups.users.list", "usergroups:read", "usergroup", "include_disabled:boolean team_id", in_usergroup),
)
