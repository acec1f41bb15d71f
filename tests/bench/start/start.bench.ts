import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BareDebian } from '../../lab/bare-debian/bare-debian.js';
import { beNewUser, type Check, type NewUser } from '../../lab/bare-debian/new-user.js';
import { interruptInstalling } from '../../lab/bare-debian/interrupt-installing.js';
import { servicesAreSeen } from '../../lab/bare-debian/services-are-seen.js';

/** Seconds at the longest: the first start with all downloads, and every later one. */
const BAR = { first: 180, second: 15 };

/** `npm start` on a bare Debian 12, as a new user does it; see tests/lab/bare-debian. */
export async function run(options: { json: boolean; quick: boolean; args: string[] }) {
  const { values } = parseArgs({ args: options.args, options: { node: { type: 'string' } }, strict: false });
  const nodes = typeof values.node === 'string' ? [values.node] : ['20', '24'];
  const load = loadavg()[0] as number;
  const debian = await BareDebian.make();
  const interrupted = () => void debian.remove().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const spare = await debian.box(nodes[0] as string);
    const before = [await servicesAreSeen(spare), await interruptInstalling(spare)];
    await spare.close();
    const users: NewUser[] = [];
    for (const node of nodes) users.push(await beNewUser(await debian.box(node), node, options.quick ? 1 : 5));
    const checks = [...before, ...users.flatMap((user) => user.checks)];
    const fast = users.every(({ first, second }) => first <= BAR.first && Math.max(...second) <= BAR.second);
    const ok = fast && checks.every((check) => check.ok);
    return { ok, table: table(users, checks, load), json: { ok, bar: BAR, unit: 's', load, checks: before, users } };
  } finally {
    await debian.remove();
  }
}

function table(users: readonly NewUser[], checks: readonly Check[], load: number): string {
  const failed = checks.filter((check) => !check.ok);
  const time = (seconds: readonly number[]) => Math.max(...seconds).toFixed(1);
  return [
    `npm start on a bare Debian 12, seconds (bars: first ${BAR.first}, second ${BAR.second}; load before ${load.toFixed(1)} on ${cpus().length} cores)`,
    ...users.map(({ node, first, second, stop }) =>
      [
        `  Node ${node}: first ${first.toFixed(1)} (downloads included)`,
        `second ${time(second)} (longest of ${second.length})`,
        `stop ${time(stop)}`,
      ].join(', '),
    ),
    ...users.flatMap(({ versions, phases }) => [
      `  ${versions.replaceAll(/\s+/g, ' ')}`,
      `    ${Object.entries(phases)
        .map(([name, seconds]) => `${name} ${seconds}`)
        .join(', ')}`,
    ]),
    `  ${checks.length - failed.length} of ${checks.length} checks hold`,
    ...failed.map(({ name, seen }) => `  NOT: ${name}\n${seen}`),
  ].join('\n');
}
