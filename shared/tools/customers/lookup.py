"""`customer_lookup`: the customer that somebody means by an id, an e-mail address or a name."""

from shared.domain.lookup import CustomerMatches
from shared.domain.search import Metric, Named, Search
from shared.domain.words import counted
from shared.errors import InvalidPayload
from shared.store_ports import Customers, Segments
from shared.tools.bounds import LIMIT, Limit
from shared.tools.texts import Words

NOBODY = "no customer has this id, e-mail address or name"


def customer_lookup(customers: Customers, segments: Segments, *, text: Words, limit: Limit = 5) -> CustomerMatches:
    """The customer with this id or e-mail address; else those in whose id, name or address the text occurs."""
    LIMIT.check("limit", limit)
    wanted = text.strip()
    if not wanted:
        raise InvalidPayload("text must be an id, an e-mail address or a name")
    as_of = segments.current().as_of
    exact = customers.find(wanted)
    if exact:
        return CustomerMatches(exact, (), total=0, because=None, as_of=as_of)
    found = customers.search(Search(Named(wanted), Metric.HISTORIC_CLV, limit=limit))
    if found.total == 1:
        only = customers.find(found.customers[0].customer_id)
        return CustomerMatches(only, found.customers, total=1, because=None, as_of=as_of)
    because = f"{counted(found.total, 'customer')} may be meant" if found.total else NOBODY
    return CustomerMatches(None, found.customers, found.total, because, as_of)
