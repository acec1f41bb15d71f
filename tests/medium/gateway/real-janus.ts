import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BoothContact, WireClient } from '#janus';
import type { TestNamespace } from '../../../libs/testing/src/namespace/index.js';

const LIBRARY = ['/usr/lib/x86_64-linux-gnu/janus', '/usr/lib/aarch64-linux-gnu/janus'].find((path) =>
  existsSync(path),
);

export interface RealJanus {
  readonly contact: BoothContact & { adminSocket: string; adminSecret: string };
  readonly folder: string;
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
  /** How many it has, by its Admin socket. */
  sessions(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Debian's Janus with VideoRoom and the WebSocket transport on private Unix sockets, no TCP. Without a namespace no
 * media must flow. `ports`: of media.
 */
export async function startRealJanus(namespace?: TestNamespace, { ports = '42000-42100' } = {}): Promise<RealJanus> {
  if (LIBRARY === undefined) throw new Error('This test needs the Debian package janus.');
  const folder = await mkdtemp(join(tmpdir(), 'hj-'));
  const config = join(folder, 'config');
  await mkdir(config);
  await mkdir(join(folder, 'plugins'));
  await mkdir(join(folder, 'transports'));
  await symlink(join(LIBRARY, 'plugins/libjanus_videoroom.so'), join(folder, 'plugins/libjanus_videoroom.so'));
  await symlink(join(LIBRARY, 'transports/libjanus_websockets.so'), join(folder, 'transports/libjanus_websockets.so'));
  const word = () => randomBytes(32).toString('hex');
  const contact = {
    apiSocket: join(folder, 'ws.sock'),
    adminSocket: join(folder, 'admin.sock'),
    apiSecret: word(),
    adminKey: word(),
    adminSecret: word(),
    roomSeed: word(),
  };
  await writeFile(
    join(config, 'janus.jcfg'),
    `general: { configs_folder = "${config}"; plugins_folder = "${folder}/plugins"; transports_folder = "${folder}/transports";
      events_folder = "${folder}/none"; loggers_folder = "${folder}/none"; log_to_stdout = true; debug_level = 3;
      api_secret = "${contact.apiSecret}"; admin_secret = "${contact.adminSecret}"; server_name = "test";
      session_timeout = 60; reclaim_session_timeout = 30; protected_folders = ["/"] }
    media: { rtp_port_range = "${ports}" }
    nat: { nice_debug = false; full_trickle = false${namespace === undefined ? '' : `; ice_enforce_list = "${namespace.interfaceName}"`} }
    certificates: {}
    plugins: {}
    transports: {}
    events: { broadcast = false }`,
  );
  await writeFile(
    join(config, 'janus.transport.websockets.jcfg'),
    `general: { json = "plain"; ws = true; wss = false; ws_unix = "${contact.apiSocket}" }
    admin: { admin_ws = true; admin_wss = false; admin_ws_unix = "${contact.adminSocket}" }`,
  );
  await writeFile(
    join(config, 'janus.plugin.videoroom.jcfg'),
    `general: { admin_key = "${contact.adminKey}"; lock_rtp_forward = true }`,
  );
  const argv: [string, ...string[]] = ['/usr/bin/janus', '-F', config];
  const [program, ...rest] = (namespace?.command(argv) ?? argv) as typeof argv;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout?.on('data', (data: Buffer) => (printed += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (printed += data.toString()));
  try {
    await until(() => ended(child) || (existsSync(contact.apiSocket) && existsSync(contact.adminSocket)));
    if (ended(child)) throw new Error(`Janus ended: ${printed.slice(-2000)}`);
  } catch (error) {
    await stopJanus(child, folder);
    throw error;
  }
  return {
    contact,
    folder,
    pid: child.pid!,
    signal: (signal) => void child.kill(signal),
    sessions: () => countSessions(contact),
    stop: () => stopJanus(child, folder),
  };
}

async function countSessions({ adminSocket, adminSecret }: RealJanus['contact']): Promise<number> {
  const wire = await WireClient.connect({
    socketPath: adminSocket,
    subprotocol: 'janus-admin-protocol',
    credentials: { admin_secret: adminSecret },
  });
  try {
    return ((await wire.request({ janus: 'list_sessions' }))['sessions'] as number[]).length;
  } finally {
    wire.close();
  }
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stopJanus(child: ChildProcess, folder: string): Promise<void> {
  if (!ended(child)) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  await rm(folder, { recursive: true, force: true });
}

/** Polls for a condition; fails after `seconds`. */
export async function until(met: () => boolean | Promise<boolean>, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await met())) {
    if (Date.now() > end) throw new Error('the condition was not met in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
