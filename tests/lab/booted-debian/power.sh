#!/bin/bash
# power.sh FOLDER CGROUP CHECKOUT: the machine's mains. Its disk is in memory and in this mount namespace; it stays over
# a reboot (the first process of a machine that reboots is ended by SIGHUP) and goes with this process.
set -u
here=$(dirname "$0")
mount --make-rprivate / && mount -t tmpfs -o mode=755 tmpfs "$1" && mkdir "$1"/{upper,work,root,own} || exit 1
status=129
while [ $status = 129 ]; do
  setpriv --pdeathsig KILL -- unshare --mount --pid --uts --ipc --net --fork --kill-child=KILL \
    bash "$here/boot.sh" "$@" < /dev/null
  status=$?
done
exit $status
