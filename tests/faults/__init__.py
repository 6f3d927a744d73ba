"""The fault suite: real processes, real stores, one fault after another, and an oracle (docs/reliability.md)."""
