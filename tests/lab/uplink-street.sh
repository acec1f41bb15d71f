#!/bin/sh
# A facility, its router, the line, and a court beyond it, each in a network namespace. Needs root.
#
#   sh tests/lab/uplink-street.sh open NAME KBIT    makes habeas-NAME-facility, -router, -line, -court and prints addresses
#   sh tests/lab/uplink-street.sh close NAME        ends what runs in them and takes them away
#
#   facility lan 10.80.1.2 -- 10.80.1.1 lan router wan 10.80.2.1 -- 10.80.2.2 in line out 10.80.3.2 -- 10.80.3.1 wan court
#
# The line lets KBIT kbit/s through in each direction and keeps 100 kB waiting, first come, first served: a modem that knows
# no classes. To look inside: `ip netns exec habeas-NAME-router tc -s class show dev wan`.
set -eu
[ $# -ge 2 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2; }
verb=$1 name=habeas-$2
at() { place=$name-$1; shift; ip netns exec "$place" "$@"; }

# cable PLACE DEVICE ADDRESS PLACE DEVICE ADDRESS
cable() {
  at "$1" ip link add "$2" type veth peer name "$5" netns "$name-$4"
  for _ in 1 2; do
    at "$1" ip addr add "$3/24" dev "$2"
    # One packet is one packet: large ones made of small ones would wait and go as one.
    at "$1" ip link set dev "$2" gso_max_segs 1 gso_max_size 1514 up
    set -- "$4" "$5" "$6" "$1" "$2" "$3"
  done
}

case $verb in
open)
  kbit=$3
  for place in facility router line court; do
    ip netns add "$name-$place"
    at "$place" ip link set lo up
  done
  cable facility lan 10.80.1.2 router lan 10.80.1.1
  cable router wan 10.80.2.1 line in 10.80.2.2
  cable line out 10.80.3.2 court wan 10.80.3.1
  for place in router line; do at "$place" sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'; done
  at facility ip route add default via 10.80.1.1
  at router ip route add default via 10.80.2.2
  at court ip route add default via 10.80.3.2
  at line ip route add 10.80.1.0/24 via 10.80.2.1
  for device in in out; do
    at line tc qdisc add dev "$device" root tbf rate "${kbit}kbit" burst 3028 limit 100000
  done
  echo "facility 10.80.1.2 router 10.80.2.1 court 10.80.3.1"
  ;;
close)
  for place in facility router line court; do
    for pid in $(ip netns pids "$name-$place" 2>/dev/null); do kill -KILL "$pid" 2>/dev/null || :; done
    ip netns delete "$name-$place" 2>/dev/null || :
  done
  ;;
*) exit 2 ;;
esac
