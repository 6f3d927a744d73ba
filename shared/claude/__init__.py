"""Claude: client, its errors translated."""
