#!/usr/bin/python3
"""Turns this machine into a NAT: forwards IPv4 and masquerades what it forwards.

Amazon Linux 2023 has nftables in its kernel but neither `nft` nor `iptables` on its disk, and a NAT that must
download its tools before it works is no NAT. So the rules go to the kernel over netlink, with nothing but the
Python that cloud-init itself runs on. The same as:

    table ip nat { chain postrouting { type nat hook postrouting priority srcnat; masquerade } }

Message formats: linux/netfilter/nfnetlink.h and nf_tables.h. Runs at each boot; running it again is harmless.
"""

import glob
import socket
import struct

NETLINK_NETFILTER = 12
SUBSYSTEM_NFTABLES = 10
BATCH_BEGIN, BATCH_END = 0x10, 0x11
NEW_TABLE, DELETE_TABLE, NEW_CHAIN, NEW_RULE = 0, 2, 3, 6
REQUEST, ACK, CREATE, APPEND = 0x1, 0x4, 0x400, 0x800
NESTED = 0x8000
ERROR = 2

POSTROUTING, SOURCE_NAT_PRIORITY, ACCEPT = 4, 100, 1
# The default grows with memory and gives a machine of 512 MiB too few; one entry takes about 300 bytes.
TRACKED_CONNECTIONS = 65536


def attribute(kind, value):
    """One netlink attribute: length, kind, value, padded to four bytes."""
    if isinstance(value, str):
        value = value.encode() + b"\0"
    elif isinstance(value, int):
        value = struct.pack(">I", value)
    elif isinstance(value, list):
        kind, value = kind | NESTED, b"".join(value)
    return struct.pack("=HH", len(value) + 4, kind) + value + b"\0" * (-len(value) % 4)


def message(kind, flags, sequence, family, resource, attributes=()):
    body = struct.pack(">BBH", family, 0, resource) + b"".join(attributes)
    return struct.pack("=IHHII", len(body) + 16, kind, REQUEST | flags, sequence, 0) + body


def nftables(operations):
    """Applies all operations as one transaction, or raises OSError and changes nothing."""
    parts = [message(BATCH_BEGIN, 0, 0, socket.AF_UNSPEC, SUBSYSTEM_NFTABLES)]
    for sequence, (kind, flags, attributes) in enumerate(operations, start=1):
        parts.append(message(SUBSYSTEM_NFTABLES << 8 | kind, flags | ACK, sequence, socket.AF_INET, 0, attributes))
    parts.append(message(BATCH_END, 0, len(operations) + 1, socket.AF_UNSPEC, SUBSYSTEM_NFTABLES))
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as netlink:
        netlink.settimeout(10)
        netlink.bind((0, 0))
        netlink.sendto(b"".join(parts), (0, 0))
        pending = len(operations)
        while pending > 0:
            pending -= acknowledged(netlink.recv(65536))


def acknowledged(reply):
    """Counts the acknowledgements in a reply; raises for a refusal."""
    count = 0
    while len(reply) >= 20:
        length, kind = struct.unpack_from("=IH", reply)
        if kind == ERROR:
            code = -struct.unpack_from("=i", reply, 16)[0]
            if code != 0:
                raise OSError(code, "the kernel refused the NAT rules")
            count += 1
        reply = reply[(length + 3) & ~3 :]
    return count


def masquerade():
    table = attribute(1, "nat")
    hook = attribute(4, [attribute(1, POSTROUTING), attribute(2, SOURCE_NAT_PRIORITY)])
    chain = [table, attribute(3, "postrouting"), hook, attribute(5, ACCEPT), attribute(7, "nat")]
    expression = attribute(1, [attribute(1, "masq"), attribute(2, [])])
    rule = [table, attribute(2, "postrouting"), attribute(4, [expression])]
    nftables(
        [
            # Creating before deleting makes the deletion succeed on the first boot too.
            (NEW_TABLE, CREATE, [table]),
            (DELETE_TABLE, 0, [table]),
            (NEW_TABLE, CREATE, [table]),
            (NEW_CHAIN, CREATE, chain),
            (NEW_RULE, CREATE | APPEND, rule),
        ]
    )


def set_kernel(path, value):
    with open("/proc/sys/net/" + path, "w", encoding="ascii") as setting:
        setting.write(str(value))


def forward():
    # Packets leave by the interface they came in on, which otherwise answers with ICMP redirects.
    for setting in glob.glob("/proc/sys/net/ipv4/conf/*/send_redirects"):
        set_kernel(setting.removeprefix("/proc/sys/net/"), 0)
    set_kernel("ipv4/ip_forward", 1)


if __name__ == "__main__":
    masquerade()
    set_kernel("netfilter/nf_conntrack_max", TRACKED_CONNECTIONS)
    forward()
