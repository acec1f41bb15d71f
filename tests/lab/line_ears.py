#!/usr/bin/env python3
"""Hears sound of calls leave one network namespace and come to another, and the other way round. Needs root.

usage: line_ears.py NAMESPACE_A NAMESPACE_B PORTS PAYLOADS        e.g. a b 43000-43399 63,111

PORTS are those of the media plane in A, PAYLOADS the RTP payload types of sound. Prints "ready", and once its standard input
ends for each way ("up" leaves A) as JSON: packets of sound sent and come (each once, whatever was sent again), delays one way
in milliseconds from the first sending to the first coming, and bytes of all media that were sent. The packets themselves are
what is measured; both ends have one clock.
"""
import ctypes, json, select, socket, struct, sys

CLONE_NEWNET, ETH_P_ALL, ETH_P_IP, SO_TIMESTAMPNS, OUTGOING, HOST = 0x40000000, 0x0003, 0x0800, 35, 4, 0


def ear(namespace: str) -> socket.socket:
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/run/netns/{namespace}") as place:
        if libc.setns(place.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    # Without the head of the link: a TUN device has none. Of one protocol alone nothing that leaves would be heard.
    made = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(ETH_P_ALL))
    made.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    made.setblocking(False)
    return made


def main() -> None:
    name_a, name_b, ports, payloads = sys.argv[1:5]
    low, high = map(int, ports.split("-"))
    sound = set(map(int, payloads.split(",")))
    a, b = ear(name_a), ear(name_b)
    sent = {"up": {}, "down": {}}
    came = {"up": {}, "down": {}}
    size = {"up": 0, "down": 0}
    print("ready", flush=True)

    def note(place: socket.socket) -> None:
        packet, notes, _, address = place.recvmsg(96, 64)
        if address[0] == "lo" or address[1] != ETH_P_IP or len(packet) < 40 or packet[9] != 17:
            return
        at = (packet[0] & 15) * 4
        source, target = struct.unpack_from("!HH", packet, at)
        way = "up" if low <= source <= high else "down" if low <= target <= high else None
        if way is None or packet[at + 8] >> 6 != 2:
            return
        leaves = (place is a) == (way == "up")
        if leaves != (address[2] == OUTGOING) or not (leaves or address[2] == HOST):
            return
        if leaves:
            size[way] += struct.unpack_from("!H", packet, 2)[0]
        if packet[at + 9] & 127 not in sound:
            return
        key = (packet[at + 16 : at + 20], packet[at + 10 : at + 12])
        whole, rest = struct.unpack("qq", notes[0][2])
        (sent if leaves else came)[way].setdefault(key, whole + rest / 1e9)

    poller = select.epoll()
    for place in (a, b, sys.stdin):
        poller.register(place, select.EPOLLIN)
    listening = True
    while listening:
        for place, _ in poller.poll():
            if place == sys.stdin.fileno():
                listening = False
                continue
            try:
                for _ in range(64):
                    note(a if place == a.fileno() else b)
            except BlockingIOError:
                pass
    answer = {}
    for way in ("up", "down"):
        delays = sorted((came[way][key] - at) * 1000 for key, at in sent[way].items() if key in came[way])
        part = lambda share: round(delays[min(len(delays) - 1, int(share * len(delays)))], 1) if delays else None
        answer[way] = {"sent": len(sent[way]), "came": len(delays), "p50": part(0.5), "p95": part(0.95), "p99": part(0.99), "bytes": size[way]}
    print(json.dumps(answer))


main()
