"""What may be asked about the shop as a whole: what it will take in, what it sells, and for which events."""
