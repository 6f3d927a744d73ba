"""The analytics API as its callers see it: what it answers on the wire, and the client that asks it."""
