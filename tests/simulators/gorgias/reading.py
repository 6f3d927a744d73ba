"""What a request to Gorgias asks for, read strictly."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request

from tests.simulators.back_door import json_of
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError, Moved
from tests.simulators.gorgias.shapes import Wire


def ticket_of(account: Account, request: Request) -> Wire:
    """The ticket of the path; Moved when it was merged into another, ApiError 404 when there is none."""
    identity = request.path_params["id"]
    target = account.merged_into.get(identity)
    if target is not None:
        raise Moved(request.url.path.replace(str(identity), str(target), 1))
    account.wake()
    return account.ticket(identity)


def parameters_of(request: Request, known: Collection[str]) -> Mapping[str, str]:
    """The query; ApiError 400 when there is more in it than is known."""
    unknown = request.query_params.keys() - set(known)
    if unknown:
        complaints = {name: ["Unknown field."] for name in sorted(unknown)}
        raise ApiError(400, "Invalid query parameters.", complaints)
    return request.query_params


async def body_of(request: Request) -> Any:
    """The JSON of a write; ApiError 400 when it is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise ApiError(400, "The request's content type must be application/json.")
    body = await json_of(request)
    if body is None:
        raise ApiError(400, "The request's body is not valid JSON.")
    return body


def matching(rows: Iterable[Wire], parameters: Mapping[str, str], names: Collection[str]) -> list[Wire]:
    """The rows that have what the parameters of these names say."""
    wanted = {name: parameters[name] for name in names if name in parameters}
    return [row for row in rows if all(str(row[name]) == value for name, value in wanted.items())]


def whole_number(parameters: Mapping[str, str], name: str) -> int:
    """The parameter as a number; ApiError 400 when it is none."""
    if not parameters[name].isdecimal():
        raise ApiError(400, "Invalid query parameters.", {name: ["Not a valid integer."]})
    return int(parameters[name])


def truth_of(parameters: Mapping[str, str], name: str, *, unsaid: bool) -> bool:
    """The parameter as true or false; ApiError 400 when it is neither."""
    value = parameters.get(name, str(unsaid)).lower()
    if value not in {"true", "false"}:
        raise ApiError(400, "Invalid query parameters.", {name: ["Not a valid boolean."]})
    return value == "true"


def moment_of(parameters: Mapping[str, str], name: str) -> datetime:
    """The parameter as a moment, UTC where it says no offset; ApiError 400 when it is none."""
    try:
        moment = datetime.fromisoformat(parameters[name].replace(" ", "+"))
    except ValueError as error:
        raise ApiError(400, "Invalid query parameters.", {name: ["Not a valid datetime."]}) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_it_is(row: Wire) -> Wire:
    """The row."""
    return row
