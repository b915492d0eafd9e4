"""A directory for tests: discovery, token, user and keys on this machine; it says of everybody what it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT = "atvsld"


class Directory(ThreadingHTTPServer):
    """`claims` is who signs in next; `asked` are the paths that were requested."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.claims: dict[str, Any] = {}
        self.audience = CLIENT
        self.asked: list[str] = []

    def id_token(self) -> str:
        now = int(time.time())
        said = {"iss": self.url, "aud": self.audience, "iat": now, "exp": now + 300} | self.claims
        return jwt.encode(said, self.key, "RS256", headers={"kid": "1"})


class Answers(BaseHTTPRequestHandler):
    server: Directory

    def do_GET(self) -> None:
        directory = self.server
        path = self.path.split("?")[0]
        directory.asked.append(path)
        pages: dict[str, Any] = {
            "/.well-known/openid-configuration": {
                "issuer": directory.url,
                "authorization_endpoint": f"{directory.url}/authorize",
                "token_endpoint": f"{directory.url}/token",
                "userinfo_endpoint": f"{directory.url}/userinfo",
                "jwks_uri": f"{directory.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/userinfo": directory.claims,
            "/keys": {"keys": [json.loads(RSAAlgorithm.to_jwk(directory.key.public_key())) | {"kid": "1"}]},
        }
        self._say(pages[path])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.path)
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.server.id_token()})

    def _say(self, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing on the screen."""


@contextmanager
def running_directory() -> Iterator[Directory]:
    directory = Directory()
    thread = threading.Thread(target=directory.serve_forever, daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        directory.shutdown()
        directory.server_close()
