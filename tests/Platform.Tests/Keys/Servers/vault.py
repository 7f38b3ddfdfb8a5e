"""The part of Vault's transit engine the platform uses, as documented at developer.hashicorp.com/vault/api-docs/secret/transit.
Ciphertexts are tokens this server remembers: what matters here is the protocol. vault_check.py drives it with hvac, a client written by others."""
import base64, json, os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

versions, kept = {}, {}

class Vault(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *a): pass

    def say(self, status, body=None):
        raw = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def data(self, value): self.say(200, {"request_id": "r", "lease_id": "", "renewable": False, "lease_duration": 0, "data": value, "wrap_info": None, "warnings": None, "auth": None})

    def refuse(self, status, why): self.say(status, {"errors": [why]})

    def body(self):
        size = int(self.headers.get("Content-Length") or 0)
        if size: return json.loads(self.rfile.read(size))
        if "chunked" in (self.headers.get("Transfer-Encoding") or ""):
            raw = b""
            while True:
                n = int(self.rfile.readline(), 16)
                raw += self.rfile.read(n); self.rfile.readline()
                if n == 0: return json.loads(raw or b"{}")
        return {}

    def route(self):
        asked = self.body()
        if self.headers.get("X-Vault-Token") != "a-token": return self.refuse(403, "permission denied")
        parts = self.path.split("?")[0].strip("/").split("/")
        if parts[:2] != ["v1", "transit"]: return self.refuse(404, "no handler for route")
        verb, name = parts[2], parts[3]
        if verb == "keys" and len(parts) == 5 and parts[4] == "rotate":
            versions[name] = versions.get(name, 1) + 1
            return self.say(204)
        if verb == "keys" and self.command == "GET":
            n = versions.setdefault(name, 1)
            return self.data({"name": name, "type": "aes256-gcm96", "latest_version": n, "min_decryption_version": 1, "keys": {str(v): 1 for v in range(1, n + 1)}})
        if verb == "keys":
            versions.setdefault(name, 1)
            return self.say(204)
        if verb == "encrypt":
            base64.b64decode(asked["plaintext"], validate=True)
            cipher = "vault:v%d:%s" % (versions.setdefault(name, 1), base64.b64encode(os.urandom(60)).decode())
            kept[cipher] = (name, asked["plaintext"], asked.get("associated_data", ""))
            return self.data({"ciphertext": cipher, "key_version": versions[name]})
        if verb == "decrypt":
            found = kept.get(asked["ciphertext"])
            if found is None or found[0] != name or found[2] != asked.get("associated_data", ""): return self.refuse(400, "cipher: message authentication failed")
            return self.data({"plaintext": found[1]})
        return self.refuse(404, "unsupported path")

    do_GET = do_POST = do_PUT = route

class Server(ThreadingHTTPServer):
    request_queue_size = 64

server = Server(("127.0.0.1", 0), Vault)
with open(sys.argv[1] + ".new", "w") as told: told.write(str(server.server_port))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
