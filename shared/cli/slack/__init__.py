"""`selvage slack`: the team's analyst in Slack."""
