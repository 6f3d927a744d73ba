"""What the business knows: plain Python, frozen, no I/O."""
