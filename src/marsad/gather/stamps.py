"""Trusted time (RFC 3161): a server that the user names signs the hash at the end of the chain, and so the time before which all its rows were there.

Only the hash leaves the machine. Needs the extra `stamp` (rfc3161-client).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from marsad.gather.fetch import Fetcher
from marsad.gather.trouble import Trouble
from marsad.record import UsageError

LARGEST = 100_000  # bytes of a stamp; real ones have some 5,000


class Checked(NamedTuple):
    """What a stamp proves: the time it names, and what is wrong with it ("" if nothing). `signed` tells whether its signature was checked."""

    time: str
    fault: str
    signed: bool


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise UsageError("timestamp", "time stamps need a package that is not installed", "pip install 'marsad[stamp]', or leave `timestamp` out of marsad.toml.") from None
    return rfc3161_client


def ask_stamp(fetcher: Fetcher, server: str, digest: str) -> bytes:
    """Give the server's stamp on a hash of the chain. Raises Trouble if it gives none, or one for something else."""
    client = _client()
    request = client.TimestampRequestBuilder().data(digest.encode("ascii")).hash_algorithm(client.HashAlgorithm.SHA256).cert_request(cert_request=True).nonce(nonce=True).build()
    answer = fetcher.post(server, request.as_bytes(), "application/timestamp-query", LARGEST)
    checked = check_stamp(answer.body, digest)
    if checked.fault:
        raise Trouble("broken-answer", f"{server}: {checked.fault}")
    return answer.body


def check_stamp(token: bytes, digest: str, roots: Sequence[bytes] = ()) -> Checked:
    """Check a stamp against the hash that it is to be for, and its signature if root certificates (PEM) are given."""
    client = _client()
    try:
        response = client.decode_timestamp_response(token)
        if response.status not in (0, 1):
            return Checked("", f"the server refused it ({response.status}: {', '.join(response.status_string)})", False)
        info = response.tst_info
        time = info.gen_time.isoformat()
        if info.message_imprint.message != hashlib.sha256(digest.encode("ascii")).digest():
            return Checked(time, "it is for another hash", False)
    except Exception as error:  # the parser meets arbitrary bytes
        return Checked("", f"it cannot be read ({type(error).__name__})", False)
    if not roots:
        return Checked(time, "", False)
    from cryptography import x509

    builder = client.VerifierBuilder()
    for pem in roots:
        for certificate in x509.load_pem_x509_certificates(pem):
            builder = builder.add_root_certificate(certificate)
    try:
        builder.build().verify_message(response, digest.encode("ascii"))
    except (client.VerificationError, ValueError) as error:
        return Checked(time, f"its signature does not hold ({error})", True)
    return Checked(time, "", True)
