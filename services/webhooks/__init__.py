"""The door: verify, record, ring, answer."""
