import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningHabeas } from '../e2e/system/running-habeas.js';

/** A page's requests to a running Habeas in its namespace, and a look into its database as the facility's own user. */
export class HouseClient {
  #cookie = '';

  private constructor(
    private readonly habeas: RunningHabeas,
    private readonly audience: 'desk' | 'oversight' | 'attorney',
    private readonly name: string,
  ) {}

  static async signIn(
    habeas: RunningHabeas,
    audience: 'desk' | 'oversight' | 'attorney',
    name: string,
  ): Promise<HouseClient> {
    const client = new HouseClient(habeas, audience, name);
    await client.signIn();
    return client;
  }

  async signIn(): Promise<void> {
    await this.must('POST', 'sign-in', { username: this.name, password: this.habeas.facts.passwords[this.name] });
  }

  // oxlint-disable-next-line no-explicit-any -- bodies of many kinds, read by the tests that know them
  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
    const { port, namespace } = this.habeas;
    const host = `${this.audience}.localhost:${port}`;
    const headers = [`host: ${host}`, `origin: http://${host}`, `cookie: ${this.#cookie}`];
    const argv = ['curl', '--silent', '--show-error', '--include', '--max-time', '30', '--request', method];
    for (const header of headers) argv.push('--header', header);
    if (body !== undefined) argv.push('--header', 'content-type: application/json', '--data', JSON.stringify(body));
    const { stdout } = await namespace.run([...argv, `http://127.0.0.1:${port}/api/${path}`]);
    const [head = '', text = ''] = stdout.split(/\r\n\r\n(.*)/s);
    if (path === 'sign-in') {
      this.#cookie = [...head.matchAll(/^set-cookie: ([^;]*)/gim)].map(([, one]) => one).join('; ');
    }
    return { status: Number(head.split(' ')[1]), body: text && JSON.parse(text) };
  }

  /** As `ask`; anything but success is an error. */
  async must(method: string, path: string, body?: unknown) {
    const answer = await this.ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** What `psql` prints, without blanks around. */
  async sql(query: string): Promise<string> {
    const { run } = JSON.parse(readFileSync(join(this.habeas.data, 'running.json'), 'utf8')) as { run: string };
    const user = ['setpriv', '--reuid=habeas-facility', '--regid=habeas-facility', '--clear-groups'];
    const psql = ['psql', '--no-psqlrc', '--tuples-only', '--no-align', '--username=habeas', '--dbname=habeas'];
    const { stdout } = await this.habeas.namespace.run([
      ...user,
      ...psql,
      `--host=${run}/postgres`,
      '--command',
      query,
    ]);
    return stdout.trim();
  }
}
