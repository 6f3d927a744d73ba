"""What Slack's refusals mean to us."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from shared.errors import Denied, NotFound, Permanent, Retryable, SelvageError, Uncertain
from shared.slack_ports import BlocksRefused

DENIED = frozenset(
    {"not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "org_login_required"}
)
GONE = frozenset(
    {
        *("channel_not_found", "not_in_channel", "is_archived", "thread_not_found", "message_not_found"),
        *("cant_update_message", "user_not_found", "users_not_found", "user_not_in_channel", "view_not_found"),
        *("not_found", "expired_trigger_id", "exchanged_trigger_id", "trigger_exchanged", "file_not_found"),
        *("no_such_subteam", "subteam_not_found", "edit_window_closed"),
    }
)
AWAY = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"})
#: Slack's own words for "later" without a time.
LATER_S = 30.0


@contextmanager
def calling(method: str, *, writes: bool = False) -> Iterator[None]:
    """Tell the library's errors in our words; one that `writes` twice when it is sent twice may be Uncertain."""
    away = Uncertain if writes else Retryable
    try:
        yield
    except SlackApiError as error:
        raise _refusal(method, error, away) from error
    except (SlackClientError, URLError, OSError, HTTPException) as error:
        # OSError: connections that are refused, cut or too slow. HTTPException: answers that end in the middle.
        raise away(f"Slack is away or too slow ({method})") from error


def code_of(error: SlackApiError) -> str:
    """Slack's own word for why, as "expired_trigger_id"; "" when its answer holds none."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _refusal(method: str, error: SlackApiError, away: type[Retryable]) -> SelvageError:
    response = error.response
    status = getattr(response, "status_code", HTTPStatus.OK)
    code = code_of(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in {"ratelimited", "rate_limited"}:
        return Retryable(f"Slack asked us to wait ({method})", retry_after=_seconds(response))
    if code in DENIED:
        return Denied(f"Slack does not accept SLACK_BOT_TOKEN ({code})")
    if code == "missing_scope":
        return Denied(f"the Slack app lacks a scope for {method}: install it again from `selvage slack manifest`")
    if code in GONE:
        return NotFound(f"Slack says {code} ({method})")
    if code in BLOCKS:
        return BlocksRefused(f"Slack says {code} ({method})")
    if code in AWAY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return away(f"Slack answered {code or status} ({method})")
    return Permanent(f"Slack says {code or status} ({method})")


def _seconds(response: object) -> float:
    headers = getattr(response, "headers", {})
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    value = told[0] if isinstance(told, list) else told
    return float(value) if str(value).isascii() and str(value).isdigit() else LATER_S
