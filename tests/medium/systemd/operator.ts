import { readFileSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { ProcessFacts } from '../../../libs/plane/src/measure/process-facts.js';
import { findProgram, readFacts } from '../../../libs/plane/src/measure/read-facts.js';
import { PlaneContact } from '../../../libs/janus/src/plane-contact.js';
import type { BootedDebian } from '../../lab/booted-debian/booted-debian.js';

/** The command lines of deploy/README.md, a block each. */
export function linesOfReadme(): Readonly<Record<'install' | 'accounts' | 'relay' | 'backup', string[]>> {
  const text = readFileSync('deploy/README.md', 'utf8');
  const blocks = [...text.matchAll(/^```sh\n([^`]*)^```$/gm)].map(([, block]) => (block as string).trim().split('\n'));
  const [install, accounts, relay, backup] = blocks;
  if (!install || !accounts || !relay || !backup) throw new Error('deploy/README.md has not its four blocks.');
  return { install, accounts, relay, backup };
}

/** What an operator does, but for the packages, which this machine has. */
export async function installHabeas(machine: BootedDebian): Promise<void> {
  const { install } = linesOfReadme();
  const lines = install.filter((line) => !line.startsWith('apt-get '));
  expect(lines.length).toBe(install.length - 1);
  await machine.run(`set -e\n${lines.join('\n')}`);
}

const Readiness = z.object({
  ready: z.boolean(),
  degraded: z.boolean(),
  parts: z.array(z.object({ part: z.string(), state: z.enum(['up', 'down']) })),
});

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

/** How the health of the facility and then its figures name the relay; nothing where they do not. */
export async function relayState(machine: BootedDebian): Promise<string[]> {
  const state = (await readiness(machine))?.parts.find(({ part }) => part === 'relay')?.state;
  const ask = `fetch('http://127.0.0.1:9464/metrics').then(async (answer) => console.log(await answer.text()))`;
  const { output } = await machine.attempt(`node -e "${ask}" 2>/dev/null`);
  const figure = /^habeas_part_up\{part="relay"\} (\d)$/m.exec(output)?.[1];
  return [...(state === undefined ? [] : [state]), ...(figure === undefined ? [] : [figure])];
}

export type PlaneName = 'booth-plane' | 'hearing-plane';

/** The contact file of a plane that runs there, with its sockets as this machine names them. */
export function contactOf(machine: BootedDebian, plane: PlaneName = 'booth-plane'): PlaneContact {
  const text = readFileSync(machine.at(`/run/habeas/${plane}/contact.json`), 'utf8');
  const contact = PlaneContact.parse(JSON.parse(text));
  return { ...contact, apiSocket: machine.at(contact.apiSocket), adminSocket: machine.at(contact.adminSocket) };
}

/** What the kernel says of the Janus that a unit runs there; of its mounts only those that lie on some disk. */
export async function janusFacts(machine: BootedDebian, unit = 'habeas-booth-plane') {
  const pid = await findProgram('janus', await machine.mainProcess(unit));
  if (pid === undefined) throw new Error('No Janus runs there.');
  return { pid, ...onDisks(await readFacts(pid)) };
}

/** What the kernel says of the coturn that runs there. */
export async function relayFacts(machine: BootedDebian) {
  const pid = await findProgram('turnserver', machine.init);
  if (pid === undefined) throw new Error('No coturn runs there.');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const bounding = BigInt(`0x${/^CapBnd:\s+(\S+)$/m.exec(status)?.[1]}`);
  return { bounding, ...onDisks(await readFacts(pid)) };
}

/** Without the mounts that lie on no disk. */
const onDisks = (facts: ProcessFacts): ProcessFacts => ({
  ...facts,
  writableMounts: facts.writableMounts.filter((mount) => !/^\/(proc|dev)(\/|$)/.test(mount)),
});
