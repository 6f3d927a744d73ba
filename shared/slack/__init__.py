"""Slack, and everything that knows its shapes."""
