"""A webhook's receiver that trusts nobody: TLS with a client certificate, signatures checked by the
reference library of Standard Webhooks.

usage: receiver.py CERTIFICATE KEY CLIENT_AUTHORITY SECRET...

Prints its port, then for each message one line of JSON: its id, for each secret whether the library
accepts the signature with it, and the name in the client's certificate.
"""

import json
import ssl
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

certificate, key, authority, *secrets = sys.argv[1:]


def accepts(secret, body, headers):
    try:
        Webhook(secret).verify(body, headers)
        return True
    except WebhookVerificationError:
        return False


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        subject = dict(part[0] for part in self.connection.getpeercert()["subject"])
        line = {
            "id": headers["webhook-id"],
            "body": json.loads(body)["id"],
            "accepted": [accepts(secret, body, headers) for secret in secrets],
            "forged": accepts(secrets[0], body + " ", headers),
            "client": subject["commonName"],
        }
        print(json.dumps(line), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(HTTPServer):
    def handle_error(self, *_):
        pass


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
context.load_verify_locations(authority)
context.verify_mode = ssl.CERT_REQUIRED
server = Server(("127.0.0.1", 0), Receiver)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
