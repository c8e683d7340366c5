"""Which addresses may be connected to. Asked of the very address that is connected to, after every name was resolved.

The rule is IANA's: an address that the special-purpose registries do not call globally reachable is refused (loopback,
private, link-local with the clouds' metadata services, carrier-grade NAT, documentation, multicast, reserved). An IPv6
address that carries an IPv4 one is judged by what it carries.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CARRIERS = tuple(ip_network(text) for text in ("64:ff9b::/96",))
"""NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is reached, and networks without IPv4 need it."""
_REFUSED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(text), why)
    for text, why in (
        ("127.0.0.0/8", "loopback"),
        ("::1/128", "loopback"),
        ("169.254.0.0/16", "link-local, where clouds keep their metadata"),
        ("fe80::/10", "link-local"),
        ("10.0.0.0/8", "private"),
        ("172.16.0.0/12", "private"),
        ("192.168.0.0/16", "private"),
        ("fc00::/7", "private"),
        ("fec0::/10", "site-local"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("0.0.0.0/8", "this host"),
        ("::/96", "unspecified or IPv4-compatible"),
        ("224.0.0.0/4", "multicast"),
        ("ff00::/8", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.0.0.0/24", "special purpose"),
        ("168.63.129.16/32", "the inner service of a cloud"),
        ("2002::/16", "6to4"),
        ("2001::/32", "Teredo"),
        ("64:ff9b:1::/48", "local NAT64"),
    )
)
"""Networks with a name for the message. An address outside them is also refused unless it is global."""
_PORTS = frozenset({80, 443})


def refusal(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """Why this address must not be connected to; None when it may."""
    if any(address in network for network in allowed if network.version == address.version):
        return None
    carried = _carried(address)
    if carried is not None:
        inner = refusal(carried, allowed)
        return inner and f"{inner}, written as IPv6"
    for network, why in _REFUSED:
        if network.version == address.version and address in network:
            return why
    return None if address.is_global else "not a public address"


def port_refusal(port: int) -> str | None:
    """Why this port must not be connected to: below 1024 only the web's own two may. None when it may."""
    return None if port in _PORTS or 1024 <= port <= 65_535 else f"port {port} is not the web's"


def parsed(text: str) -> Address | None:
    """The address that `text` is in its one standard spelling. None: a name, another spelling, or one with a scope."""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return None if isinstance(address, IPv6Address) and address.scope_id else address


def _carried(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if any(address in network for network in _CARRIERS):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
