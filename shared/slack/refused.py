"""What Slack says when it refuses a call."""

from slack_sdk.errors import SlackApiError


def code_of(error: SlackApiError) -> str:
    """Slack's own word for it, as "expired_trigger_id"; "nothing" when its answer holds none."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error", "nothing")) if isinstance(data, dict) else "nothing"
