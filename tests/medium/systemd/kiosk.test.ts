import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BootedDebian } from '../../lab/booted-debian/booted-debian.js';

let machine: BootedDebian;

/** What a machine without a screen needs beside the lines of the README: nothing of the unit's own is changed. */
const NO_SCREEN = `[Service]
Environment=WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 XDG_RUNTIME_DIR=/run/habeas-kiosk`;
/** Somebody at the other end of tty1. */
const TTY = `import os, pty
far, near = pty.openpty()
os.symlink(os.ttyname(near), '/dev/tty1')
while True: os.read(far, 1000)`;

/** The command lines of deploy/kiosk/README.md, but for the packages, which this machine has, and its swap. */
function linesOfReadme(): string[] {
  const text = readFileSync('deploy/kiosk/README.md', 'utf8');
  const [, block = ''] = /^```\n([^`]*)^```$/m.exec(text) ?? [];
  const lines = block.trim().split('\n');
  const ours = lines.filter((line) => !/^(apt-get|swapoff) /.test(line));
  expect(lines.length - ours.length).toBe(2);
  return ours.map((line) =>
    line.replaceAll('ORIGIN"', 'http://kiosk.invalid"').replace(/ ORIGIN$/, ' http://kiosk.invalid'),
  );
}

const kioskProcesses = async (): Promise<string> =>
  (await machine.attempt('ps -u habeas-kiosk --no-headers -o args=')).output;
const filesIn = async (folder: string): Promise<string[]> =>
  (await machine.attempt(`find ${folder} -type f`)).output.split('\n').filter((line) => line.startsWith('/'));

beforeAll(async () => {
  machine = await BootedDebian.boot();
  await machine.run(`systemd-run --quiet python3 -c "${TTY}"`);
  await machine.run(`mkdir -p /etc/systemd/system/habeas-kiosk.service.d
cat > /etc/systemd/system/habeas-kiosk.service.d/no-screen.conf <<'END'
${NO_SCREEN}
END`);
  await machine.run(`set -e\ncd /opt/habeas\n${linesOfReadme().join('\n')}`);
}, 120_000);
afterAll(() => machine?.remove());

it('the unit of deploy/kiosk shows the page with the browser of its own user, and is up', async () => {
  await vi.waitFor(async () => expect(await kioskProcesses()).toContain('--type=renderer'), {
    timeout: 90_000,
    interval: 500,
  });
  const said = await kioskProcesses();
  expect(said).toMatch(/^\/usr\/bin\/cage /m);
  expect(said).toMatch(/http:\/\/kiosk\.invalid\/ .*--kiosk /);
  expect(await machine.run('systemctl is-active habeas-kiosk')).toBe('active');
  expect(await machine.run('systemctl show --value --property=NRestarts habeas-kiosk')).toBe('0');
  const main = await machine.mainProcess('habeas-kiosk');
  expect(readFileSync(`/proc/${main}/limits`, 'utf8')).toMatch(/^Max core file size +0 +0 /m);
  expect(await machine.run('systemctl show --value --property=MemorySwapMax habeas-kiosk')).toBe('0');
});

it('what the browser writes is in memory and gone with the unit: nothing of it was ever on the disk', async () => {
  const written = async () => (await filesIn('/run/habeas-kiosk')).some((file) => file.includes('/profile/Default/'));
  await vi.waitFor(async () => expect(await written()).toBe(true), { timeout: 30_000, interval: 250 });
  expect(await machine.run('stat --file-system --format=%T /run/habeas-kiosk')).toBe('tmpfs');
  // It does keep crash reports, where all the rest is.
  expect(await machine.run('find /run/habeas-kiosk -type d -name "Crash Reports"')).toContain(
    '/run/habeas-kiosk/.config/',
  );
  expect(await filesIn('/var/lib/habeas-kiosk')).toEqual([]);
  await machine.run('systemctl stop habeas-kiosk');
  expect(await kioskProcesses()).toBe('');
  expect((await machine.attempt('ls /run/habeas-kiosk')).status).not.toBe(0);
  expect(await filesIn('/var/lib/habeas-kiosk')).toEqual([]);
  expect(await machine.run('ls -d /var/lib/habeas-kiosk')).toBe('/var/lib/habeas-kiosk');
});
