import { describe, expect, it } from 'vitest';
import { confine, unconfined } from '#confine';

const owner = { uid: 990, gid: 991 };
const lines = (args: string[]) => args.join(' ').split(' --').join('\n--');

describe('confine', () => {
  it('builds this room', () => {
    const binds = [
      { from: '/root/x/data/redis', to: '/var/lib/habeas/redis', writable: true },
      { from: '/root/x/dist', to: '/opt/habeas/dist', writable: false },
    ];
    expect(lines(confine(['/bin/prog', 'a'], { owner, binds, network: false }))).toMatchInlineSnapshot(`
      "/usr/bin/bwrap
      --unshare-pid
      --unshare-ipc
      --unshare-uts
      --unshare-cgroup-try
      --unshare-net
      --die-with-parent
      --new-session
      --dir /etc
      --ro-bind /usr /usr
      --symlink usr/bin /bin
      --symlink usr/sbin /sbin
      --symlink usr/lib /lib
      --symlink usr/lib64 /lib64
      --ro-bind-try /etc/passwd /etc/passwd
      --ro-bind-try /etc/group /etc/group
      --ro-bind-try /etc/nsswitch.conf /etc/nsswitch.conf
      --ro-bind-try /etc/hosts /etc/hosts
      --ro-bind-try /etc/resolv.conf /etc/resolv.conf
      --ro-bind-try /etc/localtime /etc/localtime
      --ro-bind-try /etc/timezone /etc/timezone
      --ro-bind-try /etc/ld.so.cache /etc/ld.so.cache
      --ro-bind-try /etc/ssl /etc/ssl
      --ro-bind-try /etc/locale.alias /etc/locale.alias
      --ro-bind-try /etc/alternatives /etc/alternatives
      --proc /proc
      --dev /dev
      --perms 1777
      --tmpfs /dev/shm
      --perms 1777
      --tmpfs /tmp
      --dir /opt
      --dir /opt/habeas
      --dir /var
      --dir /var/lib
      --dir /var/lib/habeas
      --bind /root/x/data/redis /var/lib/habeas/redis
      --ro-bind /root/x/dist /opt/habeas/dist
      --remount-ro /
      --chdir /
      -- /usr/bin/setpriv
      --reuid=990
      --regid=991
      --clear-groups
      --inh-caps=-all
      --ambient-caps=-all
      --bounding-set=-all
      --no-new-privs
      -- /bin/prog a"
    `);
  });

  it('leaves the network out unless it is asked for', () => {
    expect(confine([], { owner, binds: [], network: false })).toContain('--unshare-net');
    expect(confine([], { owner, binds: [], network: true })).not.toContain('--unshare-net');
  });

  it('without root only ties the program to the runner', () => {
    expect(unconfined(['/bin/prog']).join(' ')).toBe('/usr/bin/setpriv --pdeathsig TERM --no-new-privs -- /bin/prog');
  });
});
