"""Plain language in, the answer of a tool out."""
