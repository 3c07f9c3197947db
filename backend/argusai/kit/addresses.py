"""Which hosts this machine may be asked to connect to (DESIGN 11.7): the one guard for user-given addresses. Pure.

It judges addresses and well-known names; it looks nothing up. Whoever resolves a name asks again with what came out.
"""

import ipaddress
import socket

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Clouds answer there with credentials of the machine, to anybody who asks from it.
_METADATA = frozenset(
    ipaddress.ip_address(text) for text in ("169.254.169.254", "100.100.100.200", "192.0.0.192", "fd00:ec2::254")
)
_METADATA_NAMES = frozenset({"metadata", "metadata.google.internal", "instance-data"})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Of a network's own, which Python takes for addresses of the internet: site-local, and a NAT64 of its own.
_INSIDE = (ipaddress.ip_network("fec0::/10"), ipaddress.ip_network("64:ff9b:1::/48"))
_THIS_NETWORK = ipaddress.ip_network("0.0.0.0/8")


def read_ip(host: str) -> IpAddress | None:
    """The address that `host` writes, in every notation that the system's resolver takes (127.1, 0x7f000001,
    [::1], fe80::1%eth0), with IPv4 taken out of IPv6; None for a name."""
    text = host.removeprefix("[").removesuffix("]").partition("%")[0].rstrip(".")
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return _loose_ipv4(text)
    return _embedded(address) if isinstance(address, ipaddress.IPv6Address) else address


def allowed(host: str, *, loopback: bool, private: bool) -> bool:
    """Whether a connection to `host` (a name or an address) may be tried. `loopback`, `private`: this machine, and
    networks such as 192.168.0.0/16, are fine too. Link-local, metadata, multicast and unspecified ones never are."""
    address = read_ip(host)
    if address is None:
        name = host.lower().rstrip(".")
        if name in _METADATA_NAMES:
            return False
        return loopback or not (name == "localhost" or name.endswith(".localhost"))
    if address in _METADATA or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if address.version == 4 and (address in _THIS_NETWORK or address == ipaddress.ip_address("255.255.255.255")):
        return False
    if address.is_loopback:
        return loopback
    return private or (address.is_global and not any(address in network for network in _INSIDE))


def _loose_ipv4(text: str) -> ipaddress.IPv4Address | None:
    """Octal, hexadecimal and shortened forms, as inet_aton(3) reads them."""
    if not text or not text[0].isdigit() or not text.isascii() or any(character.isspace() for character in text):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(text))
    except OSError:
        return None


def _embedded(address: ipaddress.IPv6Address) -> IpAddress:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    compatible = int(address) >> 32 == 0 and int(address) > 1  # ::a.b.c.d, long out of use but still routed by some
    if compatible or address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
