"""`selvage demo`: real customers, signed webhooks, and the notes that agents find."""
