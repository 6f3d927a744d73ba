"""What is done at the door with what Slack sends: read, answered at once, and kept for the workers or not. No I/O."""
