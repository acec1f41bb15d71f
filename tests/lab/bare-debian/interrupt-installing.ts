import { once } from 'node:events';
import type { BareBox } from './bare-box.js';
import type { Check } from './new-user.js';

const HELD = 'grep -q Habeas /usr/sbin/policy-rc.d';

/** Ctrl-C while packages are installed: what was changed for the installation is put back all the same. */
export async function interruptInstalling(box: BareBox): Promise<Check> {
  const own = '#!/bin/sh\\nexit 104\\n';
  await box.run(`printf '${own}' > /usr/sbin/policy-rc.d && chmod 750 /usr/sbin/policy-rc.d`);
  const child = box.spawn('cd /root/habeas && exec script --quiet --return --command "npm start" /dev/null');
  let said = '';
  child.stdout?.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const ended = once(child, 'close');
  const held = await box.run(`for n in $(seq 600); do ${HELD} && exit 0; sleep 0.05; done; exit 1`);
  child.stdin?.write('\u0003');
  await ended;
  const { output } = await box.run('stat -c %a /usr/sbin/policy-rc.d*; cat /usr/sbin/policy-rc.d');
  const ok = held.status === 0 && said.includes('Stopped.') && output === '750\n#!/bin/sh\nexit 104\n';
  return {
    name: "Ctrl-C while installing: the machine's own policy is back",
    ok,
    seen: ok ? '' : `${output}\n${said}`,
  };
}
