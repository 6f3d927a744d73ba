"""What may be asked about customers: one by one, or those who have something in common."""
