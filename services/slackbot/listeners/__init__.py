"""What is done for each kind of thing that comes from Slack."""
