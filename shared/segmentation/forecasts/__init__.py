"""What the shop's months, and its groups of customers, will probably be like."""
