"""Real HTTP servers that stand in for Gorgias and Claude, as strict as the real ones (docs/simulators.md)."""
