"""Which addresses may be connected to."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.fetching.network.addresses import parsed, port_refusal, refusal

INNER = """
127.0.0.1 127.255.255.254 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1
100.100.100.200 192.0.0.192 168.63.129.16 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
255.255.255.255 192.88.99.1 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:a00:1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 2002:7f00:1:: 2001:0:7f00:1::1 fe80::1 fec0::1 fc00::1
fd00:ec2::254 ff02::1 2001:db8::1 100::1
"""


@pytest.mark.parametrize("text", INNER.split())
def test_what_is_not_public_is_refused(text: str) -> None:
    assert refusal(ip_address(text))


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"],
)
def test_what_is_public_is_not(text: str) -> None:
    assert refusal(ip_address(text)) is None


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_the_same_in_all_its_ipv6_dress(address: object) -> None:
    bare = refusal(ip_address(str(address)))
    for dress in (f"::ffff:{address}", f"64:ff9b::{address}"):
        assert bool(refusal(ip_address(dress))) == bool(bare)


def test_the_settings_allow_networks_and_nothing_beside_them() -> None:
    allowed = (ip_network("127.0.0.0/8"), ip_network("10.1.0.0/16"))
    assert refusal(ip_address("127.0.0.9"), allowed) is None
    assert refusal(ip_address("::ffff:10.1.2.3"), allowed) is None
    assert refusal(ip_address("10.2.0.1"), allowed) == "private"
    assert refusal(ip_address("::1"), allowed) == "loopback"


@pytest.mark.parametrize(
    ("port", "fine"), [(80, True), (443, True), (8080, True), (22, False), (25, False), (0, False), (99999, False)]
)
def test_ports(port: int, fine: bool) -> None:
    assert (port_refusal(port) is None) == fine


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("[::1]", "::1"),
        ("1.2.3", None),
        ("0x7f.1", None),
        ("0177.0.0.1", None),
        ("fe80::1%1", None),
        ("a.example", None),
    ],
)
def test_only_the_standard_spelling_is_an_address(text: str, address: str | None) -> None:
    assert parsed(text) == (ip_address(address) if address else None)
