import hashlib
import hmac
import json

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.requests import signed_requests


def parts(request: bytes) -> tuple[dict[str, str], bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    return dict(line.split(": ", 1) for line in lines), body


@given(first_id=st.integers(1, 10**9), secret=st.text(min_size=1, max_size=20))
def test_each_request_is_signed_as_gorgias_would(first_id: int, secret: str) -> None:
    [request] = signed_requests("/webhooks/gorgias", secret, first_id=first_id, count=1)

    headers, body = parts(request)
    expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Gorgias-Signature"] == f"sha256={expected}"
    assert int(headers["Content-Length"]) == len(body)


def test_no_two_requests_speak_of_the_same_ticket_or_message() -> None:
    bodies = [json.loads(parts(request)[1]) for request in signed_requests("/", "secret", first_id=10, count=100)]

    assert [body["ticket"]["id"] for body in bodies] == list(range(10, 110))
    assert [body["message"]["id"] for body in bodies] == list(range(10, 110))
