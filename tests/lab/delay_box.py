#!/usr/bin/env python3
"""A line between two network namespaces with a fixed delay each way: two TUN devices and a queue. Needs root.

usage: delay_box.py NAMESPACE_A ADDRESS_A NAMESPACE_B ADDRESS_B ROUND_TRIP_MS
Prints "ready" when both ends are up. A line "rtt MS" on standard input changes the round trip. Ends with its input.
"""
import ctypes, fcntl, heapq, os, select, struct, subprocess, sys, time

TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000


def tun(namespace: str, own: str, other: str) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    with open(f"/run/netns/{namespace}") as place:
        if libc.setns(place.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"setns {namespace}")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"line0", IFF_TUN | IFF_NO_PI))
    for words in (f"addr add {own} peer {other} dev line0", "link set line0 mtu 1400 up", "link set line0 txqueuelen 10000"):
        subprocess.run(["ip", *words.split()], check=True)
    return device


def main() -> None:
    name_a, address_a, name_b, address_b, round_trip = sys.argv[1:6]
    delay = float(round_trip) / 2000
    a, b = tun(name_a, address_a, address_b), tun(name_b, address_b, address_a)
    print("ready", flush=True)
    waiting, number = [], 0
    poller = select.epoll()
    for place in (a, b, 0):
        poller.register(place, select.EPOLLIN)
    while True:
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else -1
        for place, _ in poller.poll(pause):
            if place == 0:
                line = sys.stdin.readline()
                if not line:
                    return
                delay = float(line.split()[1]) / 2000
                continue
            while True:
                try:
                    packet = os.read(place, 65535)
                except BlockingIOError:
                    break
                heapq.heappush(waiting, (time.monotonic() + delay, number, b if place == a else a, packet))
                number += 1
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, target, packet = heapq.heappop(waiting)
            try:
                os.write(target, packet)
            except OSError:
                pass


main()
