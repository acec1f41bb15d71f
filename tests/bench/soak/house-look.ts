import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { JanusBoothPlane, PlaneContact, WireClient } from '#janus';

/** Programs of a running Habeas, by what stands in their command line. Several processes of one are counted together. */
const PROGRAMS: readonly (readonly [string, RegExp])[] = [
  ['facility', /facility\/src\/main/],
  ['keeper', /ledger-keeper\/src\/main/],
  ['plane launchers', /(booth|hearing)-plane\/src\/main/],
  ['Janus, both planes', /^\/usr\/bin\/janus /],
  ['Redis', /^\S*redis-server /],
  ['PostgreSQL', /postgres/],
  ['runner', /runner\/start\.mjs/],
];
const WRAPPERS = /^\S*(bwrap|setpriv|prlimit|flock|sh) /;

/**
 * Kibibytes that a program holds for itself (anonymous memory, each shared page divided by its holders), open descriptors, and
 * how many of those are sockets. Not counted: pages of program files, of which a process's share grows when another one on
 * the machine that runs the same program ends; and PostgreSQL's shared buffers, a pool whose size is set at the start and
 * whose pages are touched one after the other as the tables grow.
 */
export interface ProgramLook {
  readonly memory: number;
  readonly descriptors: number;
  readonly sockets: number;
  readonly pids: readonly number[];
}

export interface JanusLook {
  readonly sessions: number;
  readonly handles: number;
  readonly rooms: number;
}

const NOTHING: ProgramLook = { memory: 0, descriptors: 0, sockets: 0, pids: [] };

/** Programs that Node runs: what they hold between two collections is mostly what nobody needs any more. */
export const OF_NODE: ReadonlySet<string> = new Set(['facility', 'keeper', 'plane launchers', 'runner']);

/** What the processes below the runner hold now. Needs root. */
export async function lookAtPrograms(runner: number): Promise<Map<string, ProgramLook>> {
  const found = new Map<string, ProgramLook>();
  for (const pid of await below(runner)) {
    const look = await lookAt(pid).catch(() => undefined);
    if (look === undefined) continue;
    const { memory, descriptors, sockets, pids } = found.get(look.program) ?? NOTHING;
    found.set(look.program, {
      memory: memory + look.memory,
      descriptors: descriptors + look.descriptors,
      sockets: sockets + look.sockets,
      pids: [...pids, ...look.pids],
    });
  }
  return found;
}

async function lookAt(pid: number): Promise<(ProgramLook & { readonly program: string }) | undefined> {
  const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  const program = WRAPPERS.test(command) ? undefined : PROGRAMS.find(([, form]) => form.test(command))?.[0];
  if (program === undefined) return undefined;
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const memory = Number(/^Pss_Anon: +(\d+) kB$/m.exec(rollup)?.[1]);
  const open = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const sockets = targets.filter((target) => target.startsWith('socket:')).length;
  return { program, memory, descriptors: open.length, sockets, pids: [pid] };
}

async function below(ancestor: number): Promise<number[]> {
  const children = new Map<number, number[]>();
  for (const name of (await readdir('/proc')).filter((one) => /^\d+$/.test(one))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [ancestor];
  for (let at = 0; at < found.length; at += 1) found.push(...(children.get(found[at]!) ?? []));
  return found;
}

/** Asks Janus, by its Admin socket and as the facility does. */
export class JanusWindow {
  readonly plane: JanusBoothPlane;

  /** `data`: folder of the running Habeas. */
  constructor(private readonly data: string) {
    this.plane = new JanusBoothPlane(() => this.#contact());
  }

  async look(): Promise<JanusLook> {
    const { adminSocket, adminSecret } = await this.#contact();
    const wire = await WireClient.connect({
      socketPath: adminSocket,
      subprotocol: 'janus-admin-protocol',
      credentials: { admin_secret: adminSecret },
    });
    try {
      const sessions = (await wire.request({ janus: 'list_sessions' }))['sessions'] as number[];
      const handles = await Promise.all(
        sessions.map((session_id) =>
          wire.request({ janus: 'list_handles', session_id }).then(
            (answer) => (answer['handles'] as number[]).length,
            () => 0,
          ),
        ),
      );
      const rooms = (await this.plane.rooms()).length;
      return { sessions: sessions.length, handles: handles.reduce((sum, one) => sum + one, 0), rooms };
    } finally {
      wire.close();
    }
  }

  async #contact(): Promise<PlaneContact> {
    const { run } = JSON.parse(await readFile(join(this.data, 'running.json'), 'utf8')) as { run: string };
    return PlaneContact.parse(JSON.parse(await readFile(join(run, 'booth-plane/contact.json'), 'utf8')));
  }
}
