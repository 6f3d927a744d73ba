"""A Slack workspace with our app in it, as strict as Slack (docs/simulators.md)."""
