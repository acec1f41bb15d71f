#!/usr/bin/env python3
"""Packets that look like sound or pictures of a call, without a call. By hand, in two namespaces of one machine:

talk.py hear PORT SECONDS [STREAMS]    prints "ready", and at the end what came, as JSON; delays one way in milliseconds
talk.py speak FROM_PORT ADDRESS PORT TYPE BYTES PACKETS_A_SECOND SECONDS [DSCP [STREAMS]]

STREAMS (1) have one port after the other. "severe" and "concealed" are seconds of the worst of them, as of 50 packets of sound a
second (RFC 7294: more than 50 ms missing, or anything): what comes 60 ms later than the fastest packet is missing too. TYPE is the RTP payload type (111 is Opus), BYTES the length of a datagram. Numbers and times stand where sound would.
"""
import json, select, socket, struct, sys, time

SO_TIMESTAMPNS = 35
HEAD = struct.Struct("!BBHIIId")  # RTP, then number and time
PACE, PACKET_MS, SEVERE_MS, HELD_BACK_MS = 50, 20, 50, 60


def hear(port: int, seconds: float, streams: int) -> None:
    ears = []
    for at in range(streams):
        ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        ear.bind(("0.0.0.0", port + at))
        ear.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        ears.append(ear)
    print("ready", flush=True)
    until, came, delays = time.monotonic() + seconds, [{} for _ in ears], []
    while (left := until - time.monotonic()) > 0:
        for ear in select.select(ears, [], [], left)[0]:
            packet, notes, _, _ = ear.recvmsg(2048, 64)
            if len(packet) >= HEAD.size:
                *_, number, sent = HEAD.unpack_from(packet)
                # When the kernel had it, so that a busy machine that wakes us late does not count.
                whole, rest = struct.unpack("qq", notes[0][2])
                delays.append((whole + rest / 1e9 - sent) * 1000)
                came[ears.index(ear)].setdefault(number, delays[-1])
    delays.sort()
    at = lambda part: round(delays[min(len(delays) - 1, int(part * len(delays)))], 2) if delays else None
    missing = [seconds_missing(stream) for stream in came]
    worst = lambda least: max(sum(one > least for one in stream) for stream in missing)
    # The sender counts from 0: what is missing at the end is not seen here, but by who knows how many were sent.
    sent = sum(max(stream) + 1 for stream in came if stream)
    heard = sum(map(len, came))
    print(json.dumps({"sent": sent, "heard": heard, "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "longest": at(1), "severe": worst(SEVERE_MS), "concealed": worst(0)}))


def seconds_missing(came: dict) -> list:
    """Milliseconds of sound that were not there in time, of each whole second from the first packet that came to the last."""
    if not came:
        return []
    first, last, late = min(came), max(came), min(came.values()) + HELD_BACK_MS
    in_time = lambda number: came.get(number, late + 1) <= late
    return [sum(PACKET_MS for number in range(start, start + PACE) if not in_time(number)) for start in range(first, last + 2 - PACE, PACE)]


def speak(source: int, address: str, port: int, kind: int, size: int, pace: float, seconds: float, dscp: int, streams: int) -> None:
    mouths = []
    for at in range(streams):
        mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        mouth.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, dscp << 2)
        mouth.bind(("0.0.0.0", source + at))
        mouths.append(mouth)
    start = time.monotonic()
    for number in range(int(pace * seconds)):
        pause = start + number / pace - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        for at, mouth in enumerate(mouths):
            head = HEAD.pack(0x80, kind, number & 0xFFFF, 0, 1, number, time.time())
            try:
                mouth.sendto(head.ljust(size, b"\0"), (address, port + at))
            except OSError:
                pass


if sys.argv[1] == "hear":
    words = sys.argv[2:] + ["1"]
    hear(int(words[0]), float(words[1]), int(words[2]))
else:
    words = sys.argv[2:] + ["0", "1"][max(0, len(sys.argv) - 9) :]
    speak(int(words[0]), words[1], *map(int, words[2:5]), *map(float, words[5:7]), *map(int, words[7:9]))
