"""The lines that every note has, by which it is taken apart again."""

HEADLINE = "📊 CUSTOMER INSIGHTS (Internal - Do Not Share)"
RULE = "━" * 24
#: The line right under the rule that the draft begins with.
TITLE = "DRAFT REPLY"
#: How the line under the title begins when there is no draft by Claude.
NO_DRAFT = "No draft by Claude: "
