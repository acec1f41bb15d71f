#!/usr/bin/env python3
"""Packets that look like sound or pictures of a call, without a call. By hand, in two namespaces of one machine:

talk.py hear PORT SECONDS              prints "ready", and at the end what came, as JSON; delays one way in milliseconds
talk.py speak FROM_PORT ADDRESS PORT TYPE BYTES PACKETS_A_SECOND SECONDS [DSCP]

TYPE is the RTP payload type (111 is Opus), BYTES the length of a datagram. Numbers and times stand where sound would.
"""
import json, socket, struct, sys, time

SO_TIMESTAMPNS = 35
HEAD = struct.Struct("!BBHIIId")  # RTP, then number and time


def hear(port: int, seconds: float) -> None:
    ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    ear.bind(("0.0.0.0", port))
    ear.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    print("ready", flush=True)
    until, numbers, delays = time.monotonic() + seconds, [], []
    while (left := until - time.monotonic()) > 0:
        ear.settimeout(left)
        try:
            packet, notes, _, _ = ear.recvmsg(2048, 64)
        except TimeoutError:
            break
        if len(packet) >= HEAD.size:
            *_, number, sent = HEAD.unpack_from(packet)
            numbers.append(number)
            # When the kernel had it, so that a busy machine that wakes us late does not count.
            whole, rest = struct.unpack("qq", notes[0][2])
            delays.append((whole + rest / 1e9 - sent) * 1000)
    delays.sort()
    at = lambda part: round(delays[min(len(delays) - 1, int(part * len(delays)))], 2) if delays else None
    # The sender counts from 0: what is missing at the end is not seen here, but by who knows how many were sent.
    sent = max(numbers) + 1 if numbers else 0
    print(json.dumps({"sent": sent, "heard": len(set(numbers)), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "longest": at(1)}))


def speak(source: int, address: str, port: int, kind: int, size: int, pace: float, seconds: float, dscp: int) -> None:
    mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    mouth.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, dscp << 2)
    mouth.bind(("0.0.0.0", source))
    start = time.monotonic()
    for number in range(int(pace * seconds)):
        pause = start + number / pace - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        head = HEAD.pack(0x80, kind, number & 0xFFFF, 0, 1, number, time.time())
        try:
            mouth.sendto(head.ljust(size, b"\0"), (address, port))
        except OSError:
            pass


if sys.argv[1] == "hear":
    hear(int(sys.argv[2]), float(sys.argv[3]))
else:
    words = sys.argv[2:] + ["0"]
    speak(int(words[0]), words[1], *map(int, words[2:5]), *map(float, words[5:7]), int(words[7]))
