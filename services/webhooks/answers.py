"""What an operator can count of the door."""

from prometheus_client import Counter

ANSWERS = Counter("selvage_deliveries", "Webhooks answered, by source and answer", ["source", "answer"])
