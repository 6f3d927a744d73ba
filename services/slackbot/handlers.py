"""One line for each kind of job of the slackbot: which handler."""

from services.slackbot.tasks.answer_slack import answer_slack
from services.slackbot.tasks.refresh_homes import refresh_homes
from services.slackbot.tasks.send_report import send_report
from services.slackbot.tasks.tidy_slack import tidy_slack
from shared.jobs.job import AnswerSlack, Job, RefreshHomes, SendReport, TidySlack
from shared.work.worker import Handler

HANDLERS: dict[type[Job], Handler] = {
    AnswerSlack: answer_slack,
    SendReport: send_report,
    RefreshHomes: refresh_homes,
    TidySlack: tidy_slack,
}
