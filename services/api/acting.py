"""On behalf: a service asks for a person, who then is the caller for permissions, limits, allowance and audit."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import Header, HTTPException
from starlette.requests import HTTPConnection

from shared.domain.access import SLACK_PREFIX, Caller, Role

PERSON_HEADER, ROLE_HEADER = "X-On-Behalf-Of", "X-Act-As"
#: "slack:" and what Slack calls the person. No key has such an id, so nobody passes for one.
PERSON = re.compile(rf"(?={SLACK_PREFIX}.)[A-Za-z0-9:_-]{{1,80}}")
ROLES = [role.value for role in Role if role is not Role.SERVICE]

BOTH = f"Send `{PERSON_HEADER}` and `{ROLE_HEADER}` together, each once, or neither."
WHOM = f"`{PERSON_HEADER}` must be `{SLACK_PREFIX}<id>`: at most 80 of A-Z, a-z, 0-9, `:`, `_` and `-`."
WHICH_ROLE = f"`{ROLE_HEADER}` must be one of {', '.join(ROLES)}."
SERVICES_ONLY = "Only a key of the role service may ask on behalf of somebody."

#: For the documentation; `acting` reads the headers itself, all of them.
PersonHeader = Annotated[
    str | None,
    Header(
        alias=PERSON_HEADER,
        description=(
            f"For keys of the role service: the person whom the call is made for, as `{SLACK_PREFIX}U0123ABCD`. Limits,"
            f" allowance and audit go by that person. Needs `{ROLE_HEADER}`"
        ),
        json_schema_extra={"pattern": rf"^{SLACK_PREFIX}[A-Za-z0-9:_-]{{1,{80 - len(SLACK_PREFIX)}}}$"},
    ),
]
RoleHeader = Annotated[
    str | None,
    Header(
        alias=ROLE_HEADER,
        description=f"The role in which that person asks. Needs `{PERSON_HEADER}`",
        json_schema_extra={"enum": ROLES},
    ),
]


def acting(connection: HTTPConnection, holder: Caller) -> Caller:
    """Whom the holder of the key asks for: the person in the headers, or the holder when there are none.

    Raises HTTPException with a sentence: 403 when the holder is no service, 400 when the headers are not right.
    """
    persons, roles = (connection.headers.getlist(name) for name in (PERSON_HEADER, ROLE_HEADER))
    if not persons and not roles:
        return holder
    if holder.role is not Role.SERVICE:
        raise HTTPException(HTTPStatus.FORBIDDEN, SERVICES_ONLY)
    if len(persons) != 1 or len(roles) != 1:
        raise HTTPException(HTTPStatus.BAD_REQUEST, BOTH)
    person, role = persons[0], roles[0]
    if not PERSON.fullmatch(person):
        raise HTTPException(HTTPStatus.BAD_REQUEST, WHOM)
    if role not in ROLES:
        raise HTTPException(HTTPStatus.BAD_REQUEST, WHICH_ROLE)
    return Caller(person, person, Role(role))
