"""One line for each kind of job of the slackbot: which handler."""

from shared.jobs.job import Job
from shared.work.worker import Handler

HANDLERS: dict[type[Job], Handler] = {}
