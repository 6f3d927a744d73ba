"""Injection corpora, delivered to the product's own drafting with a model that obeys them: docs/drafting.md."""
