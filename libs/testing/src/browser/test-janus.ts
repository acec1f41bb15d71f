import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import type { TestNamespace } from '../namespace/index.js';

const MODULES = '/usr/lib/x86_64-linux-gnu/janus';

/** Debian's Janus with VideoRoom only, on Unix sockets in a folder of its own, media in the test's namespace. */
export class TestJanus {
  private constructor(
    readonly folder: string,
    readonly child: ChildProcess,
  ) {}

  /** WebSocket API, subprotocol `janus-protocol`; no secrets. */
  get apiSocket(): string {
    return join(this.folder, 'ws.sock');
  }

  /** `device`: the one interface that media use; libnice ties its sockets to it. */
  static async start(namespace: TestNamespace, device = namespace.interfaceName): Promise<TestJanus> {
    const folder = await mkdtemp(join(tmpdir(), 'hjanus-'));
    for (const name of ['plugins', 'transports', 'none', 'conf']) await mkdir(join(folder, name));
    await symlink(`${MODULES}/plugins/libjanus_videoroom.so`, join(folder, 'plugins/libjanus_videoroom.so'));
    await symlink(`${MODULES}/transports/libjanus_websockets.so`, join(folder, 'transports/libjanus_websockets.so'));
    await writeFile(join(folder, 'conf/janus.jcfg'), coreConfig(folder, device));
    await writeFile(join(folder, 'conf/janus.plugin.videoroom.jcfg'), 'general: {}\n');
    await writeFile(
      join(folder, 'conf/janus.transport.websockets.jcfg'),
      `general: { json = "compact"\n ws = true\n wss = false\n ws_unix = "${folder}/ws.sock" }\nadmin: {}\n`,
    );
    const log = process.env['HABEAS_TEST_JANUS_LOG'] ? 'inherit' : 'ignore';
    const child = namespace.spawn(['janus', '-F', join(folder, 'conf')], { stdio: ['ignore', log, log] });
    const janus = new TestJanus(folder, child);
    for (let tries = 0; tries < 100; tries += 1) {
      if (child.exitCode !== null) throw new Error('Janus ended while it started');
      if (existsSync(janus.apiSocket) && (await janus.answers())) return janus;
      await wait(50);
    }
    await janus.stop();
    throw new Error('Janus did not answer in 5 s');
  }

  connect(): WebSocket {
    return new WebSocket(`ws+unix:${this.apiSocket}:/`, 'janus-protocol');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = this.connect();
      socket.on('open', () => {
        socket.close();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  }
}

const coreConfig = (folder: string, device: string) => `
general: { configs_folder = "${folder}/conf"
 plugins_folder = "${folder}/plugins"
 transports_folder = "${folder}/transports"
 events_folder = "${folder}/none"
 loggers_folder = "${folder}/none"
 log_to_stdout = true
 debug_level = 4
 session_timeout = 60
 reclaim_session_timeout = 0 }
certificates: {}
media: { rtp_port_range = "42000-42200" }
nat: { ice_enforce_list = "${device}"
 full_trickle = false }
plugins: {}
transports: {}
`;
