import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { findJanus, readFacts } from '../../../apps/booth-plane/src/measure/read-facts.js';
import { PlaneContact } from '../../../libs/janus/src/plane-contact.js';
import type { BootedDebian } from '../../lab/booted-debian/booted-debian.js';

/** The command lines of deploy/README.md: first those that install, then those that make accounts. */
export function linesOfReadme(): readonly [install: string[], accounts: string[]] {
  const text = readFileSync('deploy/README.md', 'utf8');
  const [install, accounts] = [...text.matchAll(/^```sh\n([^`]*)^```$/gm)].map(([, block]) =>
    (block as string).trim().split('\n'),
  );
  if (install === undefined || accounts === undefined) throw new Error('deploy/README.md has not its two blocks.');
  return [install, accounts];
}

/** What an operator does, but for the packages, which this machine has. */
export async function installHabeas(machine: BootedDebian): Promise<void> {
  const [install] = linesOfReadme();
  const lines = install.filter((line) => !line.startsWith('apt-get '));
  expect(lines.length).toBe(install.length - 1);
  await machine.run(`set -e\n${lines.join('\n')}`);
}

const Readiness = z.object({ ready: z.boolean(), degraded: z.boolean() });

/** What the facility says of itself on the machine; undefined while it does not answer. */
export async function readiness(machine: BootedDebian): Promise<z.infer<typeof Readiness> | undefined> {
  const ask = `fetch('http://127.0.0.1:3000/health/ready').then(async (answer) => console.log(await answer.text()))`;
  const { status, output } = await machine.attempt(`node -e "${ask}" 2>/dev/null`);
  return status === 0 ? Readiness.parse(JSON.parse(output)) : undefined;
}

/** Resolves when every part is up. @throws what the machine says when that takes longer than a minute. */
export async function untilReady(machine: BootedDebian): Promise<void> {
  const look = async () => {
    const said = await readiness(machine);
    if (said?.ready !== true || said.degraded) throw new Error(`not ready: ${JSON.stringify(said)}`);
  };
  await vi.waitFor(look, { timeout: 60_000, interval: 250 });
}

/** The contact file of the plane that runs there, with its sockets as this machine names them. */
export function contactOf(machine: BootedDebian): PlaneContact {
  const text = readFileSync(machine.at('/run/habeas/booth-plane/contact.json'), 'utf8');
  const contact = PlaneContact.parse(JSON.parse(text));
  return { ...contact, apiSocket: machine.at(contact.apiSocket), adminSocket: machine.at(contact.adminSocket) };
}

/** What the kernel says of the Janus that runs there; of its mounts only those that lie on some disk. */
export async function janusFacts(machine: BootedDebian) {
  const pid = await findJanus(machine.init);
  if (pid === undefined) throw new Error('No Janus runs there.');
  const facts = await readFacts(pid);
  const writableMounts = facts.writableMounts.filter((mount) => !/^\/(proc|dev)(\/|$)/.test(mount));
  return { pid, ...facts, writableMounts };
}
