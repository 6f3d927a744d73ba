"""What an answer says in a paragraph: made by code from the tool's typed result, one file a group of tools."""
