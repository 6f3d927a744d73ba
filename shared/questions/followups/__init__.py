"""Questions that go on from an answer: "only VIPs", "and for Halloween?", "same for last quarter", "again"."""
