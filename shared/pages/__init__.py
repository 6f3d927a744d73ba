"""What an answer shows people, whatever they read it in."""
