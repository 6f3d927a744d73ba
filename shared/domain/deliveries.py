"""What one delivery is known by, however it reached us: the door and the feed must agree."""

#: The helpdesk that deliveries come from.
GORGIAS = "gorgias"
#: Where the team writes to us.
SLACK = "slack"


def message_key(ticket_id: int, message_id: int) -> str:
    """What everything that tells of the same message shares."""
    return f"ticket:{ticket_id}:message:{message_id}"
