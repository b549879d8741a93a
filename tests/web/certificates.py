"""TLS certificates of the demo web: one authority of its own, one leaf for all hosts it knows.

A host it does not know is refused in the handshake, as no demo host may answer for a real one by accident.
"""

from __future__ import annotations

import hashlib
import ssl
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Certificates:
    """The authority and the leaves, made anew in every run and kept in memory."""

    def __init__(self, hosts: Iterable[str], untrusted: Iterable[str]) -> None:
        """Take the hosts with a good certificate, and those that show one of another authority and name."""
        self._hosts = frozenset(hosts)
        self._untrusted = frozenset(untrusted)
        self._authority = trustme.CA(organization_name="cookie-audit demo web")
        self._leaf = self._authority.issue_cert(*sorted(self._hosts))
        self._good = _context(self._leaf)
        stranger = trustme.CA(organization_name="Somebody else")
        self._bad = _context(stranger.issue_cert("wrong-name.example"))

    def knows(self, host: str) -> bool:
        """Return whether there is such a host."""
        return host in self._hosts or host in self._untrusted

    def server_context(self) -> ssl.SSLContext:
        """Return the context of the TLS port; it picks the certificate by the name asked for (SNI)."""
        context = _context(self._leaf)
        context.sni_callback = self._choose
        return context

    def write_authority(self, path: Path) -> None:
        """Write the authority's certificate as PEM, for clients that take a file of authorities."""
        self._authority.cert_pem.write_to_path(str(path))

    @property
    def spki(self) -> str:
        """Return the leaf's key digest, for Chromium's `--ignore-certificate-errors-spki-list`."""
        certificate = x509.load_pem_x509_certificate(self._leaf.cert_chain_pems[0].bytes())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return b64encode(hashlib.sha256(key).digest()).decode("ascii")

    def _choose(self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> int | None:
        host = (name or "").lower()
        if host in self._untrusted:
            connection.context = self._bad
        elif host not in self._hosts:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        return None


def _context(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    context.set_alpn_protocols(["http/1.1"])
    return context
