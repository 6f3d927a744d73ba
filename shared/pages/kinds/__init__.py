"""One way of showing for each kind of question."""
