"""Requests to one address, with as little work for each as can be."""

from base64 import b64encode
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlencode

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool


class Line:
    """Connections to `base_url` that many threads share.

    What `requests` knows of proxies and certificates is asked once; then its own part is left out, which would take as
    long for each request as all else together.
    """

    def __init__(self, base_url: str, auth: tuple[str, str], connections: int) -> None:
        """Connects to nothing yet."""
        username, key = auth
        self._headers = {
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            "Authorization": f"Basic {b64encode(f'{username}:{key}'.encode()).decode()}",
            "User-Agent": "Selvage",
        }
        self._headers_of_a_write = self._headers | {"Content-Type": "application/json"}
        session = requests.Session()
        told = session.merge_environment_settings(base_url, {}, None, None, None)
        self._adapter = HTTPAdapter(pool_connections=1, pool_maxsize=connections)
        asked = requests.Request("GET", base_url).prepare()
        pool = self._adapter.get_connection_with_tls_context(asked, told["verify"], proxies=told["proxies"])
        self._adapter.cert_verify(pool, base_url, told["verify"], None)  # type: ignore[no-untyped-call]
        self.pool = cast("HTTPConnectionPool", pool)
        # Behind a proxy for plain HTTP the whole address is asked for.
        self._prefix = self._adapter.request_url(asked, told["proxies"]).rstrip("/")

    def close(self) -> None:
        """Close all connections."""
        self.pool.close()
        self._adapter.close()

    def send(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str | int] | None,
        data: bytes | None,
        *,
        timeout_s: float,
    ) -> BaseHTTPResponse:
        """The answer, whatever its status, with its body unread; nothing is tried twice and no redirect is followed.

        Raises urllib3's HTTPError when there is none. Each step, as connecting, may take `timeout_s` seconds.
        """
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.pool.urlopen(
            method,
            f"{self._prefix}{path}{query}",
            body=data,
            headers=self._headers if data is None else self._headers_of_a_write,
            retries=False,
            redirect=False,
            assert_same_host=False,
            timeout=urllib3.Timeout(connect=timeout_s, read=timeout_s),
            preload_content=False,
        )
