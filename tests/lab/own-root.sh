# Sourced by the first process of a laboratory machine, in namespaces of its own. All mounts are in its mount namespace,
# so they go with it.

# own_root BASE FOLDER NAME: BASE with FOLDER/upper over it becomes $root, with devices of its own; the machine is NAME.
own_root() {
  mount --make-rprivate /
  root=$2/root
  mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$root"
  cd "$root"
  mount -t proc proc proc
  mount -t sysfs -o ro sysfs sys
  mount -t tmpfs -o mode=755 tmpfs dev
  mount -t tmpfs -o mode=755 tmpfs run
  for name in null zero full random urandom tty; do
    touch "dev/$name"
    mount --bind "/dev/$name" "dev/$name"
  done
  mkdir dev/pts dev/shm
  mount -t devpts -o newinstance,ptmxmode=666 devpts dev/pts
  mount -t tmpfs -o mode=1777 tmpfs dev/shm
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  for number in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${number%:*}" "dev/${number#*:}"; done
  ip link set lo up
  hostname "$3"
}

# enter_root: $root is /, and nothing of the machine below is to be seen.
enter_root() {
  cd "$root"
  mkdir .old
  pivot_root . .old
  umount -l /.old
  rmdir /.old
}
