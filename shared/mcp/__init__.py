"""The analytics as an MCP server."""
