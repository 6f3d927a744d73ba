"""A closed-loop HTTP load generator, always run as a process of its own."""
