"""Take back what the helpdesk shows of a customer who was erased."""

from shared.errors import NotFound
from shared.jobs.job import ForgetInHelpdesk
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Lease, Neighbours


def forget_in_helpdesk(job: ForgetInHelpdesk, at: Neighbours, _: Lease) -> Outcome:
    """Nothing of ours is shown beside the customer's tickets from now on."""
    try:
        at.helpdesk.keep_customer_data(job.helpdesk_customer_id, {}, version=at.clock.now())
    except NotFound:
        return Skipped("the helpdesk has forgotten the customer")
    return Finished("nothing is shown any more")
