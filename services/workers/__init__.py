"""What happens after the door has answered."""
