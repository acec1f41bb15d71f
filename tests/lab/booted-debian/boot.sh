#!/bin/bash
# boot.sh FOLDER CGROUP CHECKOUT: becomes Debian's systemd as the first process of a machine that has this machine's
# programs, CHECKOUT (read only) at /opt/habeas, none of this machine's own units, data or processes, and a network
# interface that leads nowhere.
set -eu
if [ $# = 3 ]; then
  # First into the cgroup, then a namespace in which it is the root of all.
  echo 0 > "$2/cgroup.procs"
  exec unshare --cgroup bash "$0" "$@" inside
fi
. "$(dirname "$0")/../own-root.sh"
own_root / "$1" booted
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=1777 tmpfs tmp
for place in etc/systemd/system etc/sysusers.d etc/tmpfiles.d var/lib/habeas; do
  mkdir -p "$1/own/$place" "$place"
  mount --bind "$1/own/$place" "$place"
done
mkdir -p opt/habeas
mount --bind "$3" opt/habeas
mount -o remount,bind,ro opt/habeas
ip link add media0 type veth peer name media1
ip addr add 10.76.0.1/24 dev media0
ip link set media0 up
ip link set media1 up
enter_root
exec env -i container=habeas /lib/systemd/systemd --log-target=null --show-status=0 systemd.unit=multi-user.target
