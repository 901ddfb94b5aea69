"""Web addresses that may be asked: public ones alone, whatever they are written or called like."""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from geo.reading.texts.limits import FetchLimits
from geo.reading.uploads.told import UploadError
from geo.records.texts import say

_LONGEST = 2000
_USER = re.compile(r"//[^/?#]*@")
_LONGEST_SHOWN = 200
#: The port that each scheme means where none is named.
DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
#: Names that mean this machine or this network, by agreement.
_LOCAL = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")
#: The last part of a number in place of a name: 127.1, 0x7f000001, 2130706433.
_NUMBER = re.compile(r"(\d+|0x[0-9a-f]*)", re.IGNORECASE)
_NOT_IN_PATHS = re.compile(r"[^!-~]")
#: Of IPv6, what leads on the open network; the rest is local, mapped or translated.
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
#: What is within it and leads somewhere else: tunnels to IPv4, benchmarks, examples.
_NOT_GLOBAL = tuple(
    map(ipaddress.ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
#: The same of IPv4, which Python calls global or changed its mind about.
_NOT_GLOBAL_4 = tuple(
    map(
        ipaddress.ip_network,
        ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
    )
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that may be asked as far as it can be told without asking for its numbers.

    `host` is in ASCII, `target` what the server is asked for, `url` the whole for people.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address as one would write it."""
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.target}"


def web_address(text: str, limits: FetchLimits) -> WebAddress:
    """The address that a text holds; raises UploadError for one that is not asked."""
    text = text.strip()
    if len(text) > _LONGEST or any(not char.isprintable() or char in " \\" for char in text):
        raise _refused(say("it is no web address: it is too long, or has blanks or controls in it"))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _refused(say("it is no web address")) from None
    if parts.scheme not in DEFAULT_PORTS:
        raise _refused(say("it begins neither with https:// nor with http://"))
    if "@" in parts.netloc:
        raise _refused(say("it has a name or a password before the name of the server"))
    port = DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in limits.ports:
        raise _refused(say("it asks for port {port}, which is not allowed here", port=port))
    return WebAddress(parts.scheme, _host(parts.hostname or ""), port, _target(parts))


def named(text: str) -> str:
    """An address as a sentence may name it: without a password, and not too long."""
    bare = _USER.sub("//", text.strip())
    return bare if len(bare) <= _LONGEST_SHOWN else f"{bare[:_LONGEST_SHOWN]}…"


def _target(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return _NOT_IN_PATHS.sub(_escaped, f"{parts.path or '/'}{query}")


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _host(name: str) -> str:
    """The name of a server in ASCII; raises UploadError for numbers and local names."""
    if ":" in name or "%" in name:
        return _literal(name)
    try:
        host = unicodedata.normalize("NFKC", name).encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _refused(say("it has no name of a server")) from None
    host = host.removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _literal(host)
    if not all(map(_LABEL.fullmatch, labels)):
        raise _refused(say("it has no name of a server"))
    if len(labels) == 1 or labels[-1] in _LOCAL:
        raise _refused(say("'{host}' is a name within this network", host=host))
    return host


def _literal(host: str) -> str:
    """A number in place of a name, if it is written in full and public."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise _refused(say("its server is a number in an odd form")) from None
    check_public(str(address))
    return str(address)


def check_public(number: str) -> None:
    """Raise UploadError unless this IP address leads to the open network."""
    if not is_public(number):
        raise _refused(say("it leads to {number}, which is no public address", number=number))


def is_public(number: str) -> bool:
    """Whether an IP address leads to one machine of the open network, and to nowhere else."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        outside = address not in _GLOBAL_6 or address.scope_id is not None
        return not outside and not any(address in network for network in _NOT_GLOBAL)
    return not any(address in network for network in _NOT_GLOBAL_4)


def _refused(found: str) -> UploadError:
    return UploadError(
        found, say("Give the address of a page that anybody can open, or paste its text")
    )
