"""What Slack takes at most, each number once. Characters are counted as UTF-16 does, which is never too few."""

#: Blocks of a message, and of a form or a home tab.
BLOCKS, VIEW_BLOCKS = 50, 100
HEADER_TEXT = 150
SECTION_TEXT, SECTION_FIELDS, FIELD_TEXT = 3000, 10, 2000
ACTIONS_ELEMENTS, CONTEXT_ELEMENTS, CONTEXT_TEXT = 25, 10, 3000
BUTTON_TEXT, BUTTON_VALUE, BUTTON_URL = 75, 2000, 3000
#: Of an image.
ALT_TEXT = 2000
TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 100, 20, 10_000
#: Of all that a message shows; its tables count among them.
MESSAGE_CHARACTERS = 10_000
#: Of a message's own words, which notifications and screen readers are given: ours, far below Slack's 40,000.
MESSAGE_TEXT = 3000
#: Title and buttons of a form.
VIEW_TITLE, PRIVATE_METADATA = 24, 3000
#: What may be typed into a form.
INPUT_TEXT = 3000
