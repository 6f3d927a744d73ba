"""Many tickets, random faults, one oracle, and an eye on memory (docs/reliability.md)."""
