"""What is found in the text of a question: one file for each sort of thing."""
