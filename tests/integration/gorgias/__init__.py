"""The Gorgias client on the wire."""
