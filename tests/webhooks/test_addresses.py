"""Which addresses are public, in every form in which one can be written."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses, sampled_from

from app.webhooks.addresses import is_address, is_public

PUBLIC = ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::1"]
REFUSED = [
    "0.0.0.0",  # noqa: S104 (not to listen on)
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
    "0x7f.1",
    "2130706433",
    "1.1.1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", REFUSED)
def test_any_other_is_not(address: str) -> None:
    assert not is_public(address)


NOT_PUBLIC = ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"]


@given(sampled_from(NOT_PUBLIC).flatmap(lambda network: ip_addresses(network=network)))
def test_no_private_address_is_public_in_any_form(address: IPv4Address) -> None:
    number = int(address)
    forms = [number, 0xFFFF << 32 | number, 0x64FF9B << 96 | number]
    assert not is_public(str(address))
    assert not any(is_public(str(IPv6Address(form))) for form in forms)
    assert not is_public(str(IPv6Address(0x2002 << 112 | number << 80 | 1)))


@given(ip_addresses(v=6))
def test_only_global_unicast_is_public_of_ipv6(address: IPv6Address) -> None:
    told = address in ip_network("2000::/3") or address in ip_network("64:ff9b::/96") or address.ipv4_mapped is not None
    assert told or not is_public(str(address))


@pytest.mark.parametrize(("written", "expected"), [("10.0.0.1", True), ("::1", True), ("localhost", False), ("1.2", False)])
def test_address_is_told_from_a_name(written: str, *, expected: bool) -> None:
    assert is_address(written) == expected
