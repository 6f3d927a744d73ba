"""The days that people buy for: when they are, what they are called, and when the buying for them is done."""
