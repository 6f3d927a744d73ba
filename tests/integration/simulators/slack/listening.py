"""An app that listens to the simulated Slack, and answers as a test tells it to."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """One request that the app got."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def interaction(self) -> Json:
        payload: Json = json.loads(parse_qs(self.body.decode())["payload"][0])
        return payload

    @property
    def event(self) -> Json:
        payload: Json = json.loads(self.body)["event"]
        return payload


@dataclass(slots=True)
class App:
    """An app that answers as it is told to, and remembers."""

    url: str = ""
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    #: Cleared, it does not answer.
    awake: Event = field(default_factory=Event)
    #: What it does before it answers.
    first: Callable[[Heard], object] = print

    def on(self, path: str) -> list[Heard]:
        return [one for one in self.heard if one.path == path]


@contextmanager
def listening_app() -> Iterator[App]:
    app = App()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard = Heard(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            app.heard.append(heard)
            app.first(heard)
            app.awake.wait(10)
            answer = app.body.encode()
            self.send_response(app.status)
            for name, value in (app.headers | {"content-length": str(len(answer))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    app.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield app
    finally:
        app.awake.set()
        server.shutdown()
        server.server_close()
        thread.join()
