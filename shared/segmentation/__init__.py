"""Orders in, memberships and archetypes out. Pure and seeded."""
