"""From purchase histories to fuzzy segments and archetypes. Pure and seeded: the same orders give the same answer."""
