"""Names for customers who have none, for demonstrations: invented, and the same each time for the same customer."""

import hashlib
import importlib
import re
from collections.abc import Callable

from shared.errors import Permanent

#: Reserved by RFC 2606: no mail to them can reach anybody.
DOMAINS = ("example.com", "example.org")
#: Customer ids that may stand in an e-mail address as they are.
PLAIN_ID = re.compile(r"[a-z0-9]{1,20}")


def inventor() -> Callable[[str], tuple[str, str]]:
    """A function from a customer's id to an invented name and e-mail address.

    Raises Permanent when Faker is not installed: the production image goes without it.
    """
    try:
        faker = importlib.import_module("faker").Faker("en_GB")
    except ModuleNotFoundError as error:
        raise Permanent("--invented-names needs Faker, a development requirement: run `pip install faker`") from error

    def invent(customer_id: str) -> tuple[str, str]:
        digest = hashlib.sha256(customer_id.encode()).digest()
        faker.seed_instance(int.from_bytes(digest[:8]))
        first, last = faker.first_name(), faker.last_name()
        # The id keeps two customers of one name apart.
        suffix = customer_id if PLAIN_ID.fullmatch(customer_id) else digest.hex()[:12]
        address = f"{first}.{last}.{suffix}@{DOMAINS[digest[0] % len(DOMAINS)]}".lower()
        return f"{first} {last}", re.sub(r"[^a-z0-9.@-]", "", address)

    return invent
