import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { changeCommands } from '#link';
import { readConfig } from './config.js';
import { KeptPlan } from './kept-plan.js';
import { LinkAgent } from './link-agent.js';
import { LinkAgentError } from './link-agent-error.js';
import { type NotCopied, permitted } from './not-copied.js';
import { parsePlan, servePlans } from './plan-socket.js';
import { probeCopies } from './probe-copies.js';
import { probeKernel } from './probe-kernel.js';
import { DEBIANS } from './programs.js';
import { readUse } from './read-use.js';

const LOOK_MS = 1000;
const log = (line: string): void => void process.stdout.write(`${line}\n`);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

/**
 * Prints what a plan on standard input would have done on a machine without one, by a route that permits copies. Needs no
 * right and changes nothing.
 */
async function dryRun(device: string, copies: boolean): Promise<void> {
  const wanted = parsePlan(await text(process.stdin));
  const { plan, notCopied } = permitted(wanted, copies ? undefined : 'off-at-this-site');
  if (notCopied !== undefined) log(`# no sound leaves twice: ${notCopied}`);
  const site = { device, kernel: { cake: false, fqCodel: false } };
  for (const { program, text: lines } of changeCommands({ version: 1, kind: 'first-come' }, plan, site)) {
    log(`# ${program} ${program === 'nft' ? '-f' : '-batch'} -\n${lines}`);
  }
}

/** Why nothing is copied here, if it is so for as long as the agent runs. */
async function notHere(copies: boolean): Promise<NotCopied | undefined> {
  if (!copies) return 'off-at-this-site';
  return (await probeCopies(DEBIANS)) ? undefined : 'kernel-cannot';
}

async function main(): Promise<void> {
  process.umask(0o007);
  const { device, folder, copies } = readConfig(process.env);
  if (process.argv.includes('--dry-run')) return dryRun(device, copies);
  const site = { device, kernel: await probeKernel(DEBIANS) };
  const agent = new LinkAgent({
    site,
    programs: DEBIANS,
    kept: new KeptPlan(folder),
    log,
    notCopied: await notHere(copies),
  });
  await agent.start();
  const socket = join(folder, 'agent.sock');
  const server = await servePlans(socket, async (plan) => ({
    ...(await agent.apply(plan)),
    used: await readUse(DEBIANS, site),
  }));
  log(`ready: ${device}, ${site.kernel.cake ? 'CAKE' : 'HTB'}`);
  while (!stopping.signal.aborted) {
    await wait(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (!stopping.signal.aborted) await agent.look().catch((error: unknown) => log(String(error)));
  }
  server.close();
  await unlink(socket).catch(() => undefined);
  await agent.stop();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof LinkAgentError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
