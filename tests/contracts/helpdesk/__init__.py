"""What every helpdesk keeps to."""
