"""The analytics as an MCP server: six tools, resources, prompts and completions over the desk that every door uses."""
