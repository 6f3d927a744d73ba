"""Pages, forms and lists as Slack's blocks, within Slack's limits."""
