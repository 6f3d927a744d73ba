"""What the door is compared with. Each verifies, accepts and answers 202, and nothing more."""
