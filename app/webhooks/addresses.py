"""Addresses that a receiver may have: those of the public internet, in whatever form they are written."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NAT64 = IPv6Network("64:ff9b::/96")
"""The well-known prefix of translators (RFC 6052): the last 32 bits are the IPv4 address that is reached."""
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_IPV4_BITS = 0xFFFF_FFFF


def is_public(written: str) -> bool:
    """Whether anybody on the internet could reach it: nothing private, loopback, link-local, shared, multicast or reserved."""
    address = _read(written)
    return address is not None and all(map(_is_public, _reached(address)))


def is_address(written: str) -> bool:
    """Whether it is an address, and not a name that has some."""
    return _read(written) is not None


def _read(written: str) -> Address | None:
    try:
        return ip_address(written.partition("%")[0])
    except ValueError:
        return None


def _reached(address: Address) -> Iterator[Address]:
    """The address, or those that it stands for: IPv4 within IPv6 is reached by translators, tunnels and the system itself."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in _NAT64:
        yield IPv4Address(int(address) & _IPV4_BITS)
    elif address.sixtofour is not None:
        yield from (address, address.sixtofour)
    else:
        yield address


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    return isinstance(address, IPv4Address) or address in _GLOBAL_UNICAST
