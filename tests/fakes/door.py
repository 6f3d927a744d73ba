"""A door that only listens: it remembers every webhook, and answers what it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True, slots=True)
class Call:
    """A webhook as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class FakeDoor:
    """Where webhooks are posted to."""

    url: str = ""
    status: int = 202
    calls: list[Call] = field(default_factory=list)


@contextmanager
def listening_door() -> Iterator[FakeDoor]:
    """A door on a free port, closed with the context."""
    door = FakeDoor()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            door.calls.append(Call(self.path, headers, body))
            self.send_response(door.status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    door.url = f"http://127.0.0.1:{server.server_port}/webhooks/gorgias"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield door
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
