import { expect, it } from 'vitest';
import { cageArguments, janusCommand, lowerRights } from '../../../libs/plane/src/cage.js';
import { planePaths } from '../../../libs/plane/src/janus/plane-paths.js';

const paths = planePaths('/run/h/booth-plane');
const plan = {
  paths,
  libraries: '/usr/lib/t',
  modules: ['/usr/lib/t/janus/plugins/v.so', '/usr/lib/t/janus/transports/w.so'],
  readable: ['/usr/lib64', '/etc/ld.so.cache'],
  rootLinks: [['usr/lib', '/lib']] as const,
  userNamespace: false,
};

it('builds this cage', () => {
  expect(cageArguments(plan, 3, ['/usr/bin/janus']).join(' ').split(' --').join('\n--')).toMatchInlineSnapshot(`
    "--unshare-pid
    --unshare-ipc
    --unshare-uts
    --unshare-cgroup-try
    --die-with-parent
    --new-session
    --clearenv
    --setenv LANG C.UTF-8
    --setenv MALLOC_ARENA_MAX 1
    --setenv MALLOC_PERTURB_ 90
    --dir /etc
    --dir /run
    --dir /run/h
    --dir /run/h/booth-plane
    --dir /usr
    --dir /usr/bin
    --dir /usr/lib
    --ro-bind /usr/lib/t /usr/lib/t
    --tmpfs /usr/lib/t/janus
    --dir /usr/lib/t/janus/plugins
    --dir /usr/lib/t/janus/transports
    --ro-bind /usr/lib/t/janus/plugins/v.so /usr/lib/t/janus/plugins/v.so
    --ro-bind /usr/lib/t/janus/transports/w.so /usr/lib/t/janus/transports/w.so
    --remount-ro /usr/lib/t/janus
    --ro-bind /usr/bin/janus /usr/bin/janus
    --ro-bind /usr/bin/prlimit /usr/bin/prlimit
    --ro-bind /usr/bin/setpriv /usr/bin/setpriv
    --symlink usr/lib /lib
    --ro-bind /usr/lib64 /usr/lib64
    --ro-bind /etc/ld.so.cache /etc/ld.so.cache
    --proc /proc
    --dev /dev
    --ro-bind /run/h/booth-plane/config /run/h/booth-plane/config
    --ro-bind /run/h/booth-plane/modules /run/h/booth-plane/modules
    --bind /run/h/booth-plane/api /run/h/booth-plane/api
    --bind /run/h/booth-plane/admin /run/h/booth-plane/admin
    --remount-ro /dev
    --remount-ro /
    --chdir /
    --seccomp 3
    -- /usr/bin/janus"
  `);
});

it('asks for a user namespace when there is no root', () => {
  expect(cageArguments({ ...plan, userNamespace: true }, 3, [])[0]).toBe('--unshare-user');
});

it('takes every right away before Janus', () => {
  expect([...lowerRights({ uid: 993, gid: 994 }), ...janusCommand(paths)].join(' ')).toBe(
    '/usr/bin/prlimit --fsize=0:0 --core=0:0 -- /usr/bin/setpriv --reuid=993 --regid=994 --clear-groups ' +
      '--inh-caps=-all --ambient-caps=-all --bounding-set=-all --no-new-privs -- ' +
      '/usr/bin/janus --configs-folder /run/h/booth-plane/config --config /run/h/booth-plane/config/janus.jcfg',
  );
  expect(lowerRights(undefined).join(' ')).toBe(
    '/usr/bin/prlimit --fsize=0:0 --core=0:0 -- /usr/bin/setpriv --no-new-privs --',
  );
});
