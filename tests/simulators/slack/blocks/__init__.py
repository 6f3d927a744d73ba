"""Block Kit's rules: `problems_of` says why Slack would refuse blocks."""

from tests.simulators.slack.blocks.rules import problems_of
from tests.simulators.slack.blocks.shape import problem

__all__ = ["problem", "problems_of"]
