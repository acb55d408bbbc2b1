"""A small OpenID Connect provider on loopback: it asks who you are, and believes you."""

import base64
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "wellread", "a-secret-of-the-tests"
PEOPLE = {  # what stands on the sign-in page, and what the provider states of them
    "Ana": {"sub": "7", "email": "ana@clinic.example", "email_verified": True},
    "Ben": {"sub": "8", "email": "ben@elsewhere.example", "email_verified": True},
    "Cid": {"sub": "9", "email": "ana@clinic.example", "email_verified": False},
}


@contextmanager
def provider():
    """Its address, while it runs."""
    from joserfc.jwk import RSAKey

    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.issuer = f"http://127.0.0.1:{server.server_port}"
    server.key = RSAKey.generate_key(2048, parameters={"kid": "1", "use": "sig", "alg": "RS256"})
    server.codes = {}  # code → what was asked with it, and for whom
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Provider(BaseHTTPRequestHandler):
    """The four pages of the authorization code flow that a client needs."""

    def do_GET(self):
        """What it offers, its key, its sign-in page, and the way back from there."""
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        issuer = self.server.issuer
        if url.path == "/.well-known/openid-configuration":
            ends = {"authorization": "/authorize", "token": "/token"}
            self.answer({
                "issuer": issuer,
                **{f"{name}_endpoint": issuer + path for name, path in ends.items()},
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
            })  # fmt: skip
        elif url.path == "/jwks":
            self.answer({"keys": [self.server.key.as_dict(private=False)]})
        elif url.path == "/authorize" and "person" not in asked:
            links = (f"<p><a href='{self.path}&person={name}'>{name}</a></p>" for name in PEOPLE)
            self.answer(f"<!doctype html><title>Who?</title>{''.join(links)}")
        elif url.path == "/authorize":
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self.send_error(404)

    def do_POST(self):
        """A code for a token, once, for the client that knows its secret."""
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.server.codes.pop(sent["code"][0], None)
        if asked is None or self.headers["Authorization"] != f"Basic {known}":
            self.send_error(400)
            return
        token = {"access_token": "unused", "token_type": "Bearer", "id_token": self.token(asked)}
        self.answer(token)

    def token(self, asked):
        """What the provider states of a person, signed."""
        from joserfc import jwt

        now = int(time.time())
        claims = {"iss": self.server.issuer, "aud": CLIENT, "iat": now, "exp": now + 3600}
        claims |= {"nonce": asked["nonce"], **PEOPLE[asked["person"]]}
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.server.key)

    def answer(self, content):
        """Send JSON, or a page."""
        text = content if isinstance(content, str) else json.dumps(content)
        kind = "text/html" if isinstance(content, str) else "application/json"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Say nothing."""
