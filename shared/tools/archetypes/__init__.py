"""What may be asked about archetypes and segments: how they are, how they change, and which suit a campaign."""
