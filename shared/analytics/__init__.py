"""The analytics API as its callers see it."""
