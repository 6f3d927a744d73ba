"""The team's analyst in Slack: answers what people write, click and subscribe to."""
