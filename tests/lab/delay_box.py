#!/usr/bin/env python3
"""A line between two network namespaces with a fixed delay each way and loss: two TUN devices and a queue. Needs root.

usage: delay_box.py NAMESPACE_A ADDRESS_A NAMESPACE_B ADDRESS_B ROUND_TRIP_MS
Prints "ready" when both ends are up. Ends with its standard input, whose lines change it:

rtt MS                       the round trip
loss WAY PERCENT RUN SEED    WAY is "a-b" or "b-a"; so much of it is lost, RUN packets in a row each time
"""
import ctypes, fcntl, heapq, os, random, select, struct, subprocess, sys, time

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


class Loss:
    """Which packets of one way are lost: the same ones for the same seed."""

    def __init__(self, percent: float, run: int, seed: int) -> None:
        part = percent / 100
        # Begun so often among the packets that come, runs of this length lose the wanted part of all.
        self.begin = part / (run - part * (run - 1)) if percent else 0
        self.run, self.left, self.random = run, 0, random.Random(seed)

    def takes(self) -> bool:
        if self.left == 0 and self.random.random() < self.begin:
            self.left = self.run
        if self.left == 0:
            return False
        self.left -= 1
        return True


def main() -> None:
    name_a, address_a, name_b, address_b, round_trip = sys.argv[1:6]
    delay = float(round_trip) / 2000
    a, b = tun(name_a, address_a, address_b), tun(name_b, address_b, address_a)
    print("ready", flush=True)
    loss = {a: Loss(0, 1, 0), b: Loss(0, 1, 0)}
    waiting, number = [], 0
    poller = select.epoll()
    for place in (a, b, 0):
        poller.register(place, select.EPOLLIN)
    while True:
        pause = max(0.0, waiting[0][0] - time.monotonic()) if waiting else -1
        for place, _ in poller.poll(pause):
            if place == 0:
                told = os.read(0, 65536).decode()
                if not told:
                    return
                for verb, *words in map(str.split, told.splitlines()):
                    if verb == "rtt":
                        delay = float(words[0]) / 2000
                    else:
                        loss[a if words[0] == "a-b" else b] = Loss(float(words[1]), int(words[2]), int(words[3]))
                continue
            while True:
                try:
                    packet = os.read(place, 65535)
                except BlockingIOError:
                    break
                if loss[place].takes():
                    continue
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
