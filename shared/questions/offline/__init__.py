"""Tells the kind of a question from its words alone: no key, no network; docs/questions-model.md says how well."""
