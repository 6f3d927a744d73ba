"""Signed Gorgias webhooks as the bytes of whole HTTP requests, no two alike."""

import hashlib
import hmac

#: About what a merchant's template sends: ids, who, what, and the words.
BODY = (
    b'{"event":{"type":"ticket-message-created"},'
    b'"ticket":{"id":%(id)d,"subject":"Where is my order?","channel":"email","via":"helpdesk","status":"open",'
    b'"customer":{"id":%(id)d,"name":"Ada Example","email":"ada.%(id)d@example.com"}},'
    b'"message":{"id":%(id)d,"channel":"email","from_agent":false,"public":true,'
    b'"body_text":"Hello, I ordered a blue lamp two weeks ago and it has not arrived. '
    b'Could you please look where it is? Thank you, Ada"}}'
)
HEAD = (
    b"POST %(path)s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"X-Gorgias-Signature: sha256=%(signature)s\r\nContent-Length: %(length)d\r\n\r\n"
)


def signed_requests(path: str, secret: str, *, first_id: int, count: int) -> list[bytes]:
    """`count` whole requests; the n-th speaks of ticket and message `first_id + n`."""
    key = secret.encode()
    requests = []
    for number in range(first_id, first_id + count):
        body = BODY % {b"id": number}
        signature = hmac.digest(key, body, hashlib.sha256).hex().encode()
        head = HEAD % {b"path": path.encode(), b"signature": signature, b"length": len(body)}
        requests.append(head + body)
    return requests
