"""Who works in the simulated shop, and where they talk."""

from dataclasses import dataclass, field
from typing import Any

TEAM, TEAM_NAME, DOMAIN = "T0SELVAGE", "Selvage", "selvage"
APP, BOT, BOT_USER, BOT_NAME = "A0SELVAGE", "B0SELVAGE", "U0SELVAGE", "selvage"


@dataclass(slots=True)
class User:
    """One member of the workspace."""

    id: str
    name: str
    email: str = ""
    real_name: str = ""
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    #: Another one for people whom a shared channel brings.
    team_id: str = TEAM
    tz: str = "Europe/London"

    def told(self, *, with_email: bool) -> dict[str, Any]:
        """As users.info tells; the e-mail address needs a scope of its own."""
        profile = {"real_name": self.real_name, "display_name": self.name, "team": self.team_id}
        if with_email and self.email:
            profile["email"] = self.email
        return {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
            "tz": self.tz,
            "updated": 1767225600,
            "profile": profile,
        }


@dataclass(slots=True)
class Channel:
    """A public or private channel, or a conversation of two."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False

    @property
    def kind(self) -> str:
        """As events tell it in `channel_type`."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    @property
    def other(self) -> str:
        """With whom the app talks in a conversation of two."""
        return next(member for member in self.members if member != BOT_USER)

    def told(self) -> dict[str, Any]:
        """As conversations.info tells."""
        about: dict[str, Any] = {"id": self.id, "created": 1767225600, "is_archived": self.is_archived}
        if self.is_im:
            return about | {"is_im": True, "user": self.other, "is_org_shared": False}
        return about | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_member": BOT_USER in self.members,
            "num_members": len(self.members),
            "context_team_id": TEAM,
        }


@dataclass(slots=True)
class Usergroup:
    """People who are mentioned together."""

    id: str
    handle: str
    name: str
    users: list[str] = field(default_factory=list)

    def told(self, *, with_users: bool) -> dict[str, Any]:
        """As usergroups.list tells."""
        about = {
            "id": self.id,
            "team_id": TEAM,
            "is_usergroup": True,
            "name": self.name,
            "handle": self.handle,
            "description": "",
            "date_delete": 0,
            "user_count": len(self.users),
        }
        return about | ({"users": self.users} if with_users else {})


def users_at_start() -> list[User]:
    """Ada runs the shop, Sam answers tickets, Ana looks at figures, Vic is nobody special."""
    return [
        User(BOT_USER, BOT_NAME, real_name="Selvage", is_bot=True),
        User("U0ADA", "ada", "ada@shop.example", "Ada Price", is_admin=True),
        User("U0SAM", "sam", "sam@shop.example", "Sam Reed"),
        User("U0ANA", "ana", "ana@shop.example", "Ana Bell"),
        User("U0VIC", "vic", "vic@shop.example", "Vic Lane"),
    ]


def channels_at_start() -> list[Channel]:
    """The app is in all of them but #general."""
    everybody = ["U0ADA", "U0SAM", "U0ANA", "U0VIC"]
    return [
        Channel("C0RETENTION", "retention", [*everybody, BOT_USER]),
        Channel("C0SUPPORT", "support", [*everybody, BOT_USER]),
        Channel("C0GENERAL", "general", everybody),
        Channel("G0LEADS", "leads", ["U0ADA", "U0ANA", BOT_USER], is_private=True),
    ]


def usergroups_at_start() -> list[Usergroup]:
    """One for each who has something to do."""
    return [
        Usergroup("S0ADMINS", "admins", "Admins", ["U0ADA"]),
        Usergroup("S0SUPPORT", "support-team", "Support team", ["U0SAM"]),
        Usergroup("S0ANALYSTS", "analysts", "Analysts", ["U0ANA"]),
    ]
