"""Encrypt and Decrypt of AWS KMS (docs.aws.amazon.com/kms/latest/APIReference). Each request's signature is made again by botocore, AWS's own Python signer, and compared."""
import base64, json, os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

kept = {}

class Signer(SigV4Auth):
    def __init__(self, stamp): super().__init__(Credentials("AKIDEXAMPLE", "the secret of the test"), "kms", "eu-central-1"); self.stamp = stamp

    def judge(self, request):
        request.context["timestamp"] = self.stamp
        canonical = self.canonical_request(request)
        return self.signature(self.string_to_sign(request, canonical), request)

class Kms(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *a): pass

    def say(self, status, body):
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def signed(self, body):
        fields = dict(f.strip().split("=", 1) for f in self.headers["Authorization"].split(" ", 1)[1].split(","))
        names = fields["SignedHeaders"].split(";")
        if not {"host", "x-amz-date", "x-amz-target"} <= set(names): return False
        request = AWSRequest("POST", "http://" + self.headers["Host"] + self.path, headers={n: self.headers[n] for n in names}, data=body)
        return Signer(self.headers["X-Amz-Date"]).judge(request) == fields["Signature"]

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.signed(body): return self.say(400, {"__type": "SignatureDoesNotMatch", "message": "The request signature does not match."})
        asked, target = json.loads(body), self.headers["X-Amz-Target"]
        context = asked.get("EncryptionContext", {})
        if asked["KeyId"] != "alias/portfolio": return self.say(400, {"__type": "NotFoundException", "message": "Alias is not found."})
        if target == "TrentService.Encrypt":
            cipher = base64.b64encode(os.urandom(90)).decode()
            kept[cipher] = (asked["Plaintext"], context)
            return self.say(200, {"CiphertextBlob": cipher, "KeyId": "arn:aws:kms:eu-central-1:111122223333:key/k", "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"})
        found = kept.get(asked["CiphertextBlob"])
        if found is None or found[1] != context: return self.say(400, {"__type": "InvalidCiphertextException"})
        return self.say(200, {"Plaintext": found[0], "KeyId": "arn:aws:kms:eu-central-1:111122223333:key/k", "EncryptionAlgorithm": "SYMMETRIC_DEFAULT"})

class Server(ThreadingHTTPServer):
    request_queue_size = 64

server = Server(("127.0.0.1", 0), Kms)
with open(sys.argv[1] + ".new", "w") as told: told.write(str(server.server_port))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
