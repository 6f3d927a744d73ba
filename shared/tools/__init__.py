"""The analytics tools: one typed function each."""
