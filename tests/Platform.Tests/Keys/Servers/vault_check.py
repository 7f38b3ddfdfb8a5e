"""hvac, the Python client of Vault, takes vault.py for a Vault."""
import base64, sys
import hvac

transit = hvac.Client(url=sys.argv[1], token="a-token").secrets.transit
transit.create_key("judged")
assert transit.read_key("judged")["data"]["latest_version"] == 1
plain = base64.b64encode(b"a key").decode()
cipher = transit.encrypt_data("judged", plaintext=plain)["data"]["ciphertext"]
assert cipher.startswith("vault:v1:")
assert transit.decrypt_data("judged", ciphertext=cipher)["data"]["plaintext"] == plain
transit.rotate_key("judged")
assert transit.read_key("judged")["data"]["latest_version"] == 2
assert transit.encrypt_data("judged", plaintext=plain)["data"]["ciphertext"].startswith("vault:v2:")
try:
    transit.decrypt_data("judged", ciphertext="vault:v1:AAAA")
    raise SystemExit("a wrong ciphertext was taken")
except hvac.exceptions.InvalidRequest:
    pass
try:
    hvac.Client(url=sys.argv[1], token="wrong").secrets.transit.read_key("judged")
    raise SystemExit("a wrong token was taken")
except hvac.exceptions.Forbidden:
    pass
