"""One file a group of faults; tests/faults/registry.py has them in their order."""
