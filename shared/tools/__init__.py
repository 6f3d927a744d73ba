"""The analytics tools: one typed function each, called by every door."""
