import { request } from 'node:http';

/** Longer than anything may take: what is not answered by then hangs. */
const HANGS_MS = 20_000;

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any -- bodies of many kinds, read by the tests that know them
  readonly body: any;
}

export type FaultAudience = 'desk' | 'kiosk' | 'attorney' | 'court';

/** A page's requests, with its cookies. */
export class FaultPage {
  readonly #cookies = new Map<string, string>();

  /** `port`: where the facility listens now. */
  constructor(
    private readonly audience: FaultAudience,
    private readonly port: () => number,
  ) {}

  get host(): string {
    return `${this.audience}.localhost:${this.port()}`;
  }

  /** As a browser sends them. */
  get headers(): Record<string, string> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    return { host: this.host, origin: `http://${this.host}`, cookie };
  }

  /** Rejects when the line breaks, and when nothing comes for so long that it hangs. */
  ask(method: string, path: string, body?: unknown, hangs = HANGS_MS): Promise<Answer> {
    const headers = { ...this.headers, ...(body !== undefined && { 'content-type': 'application/json' }) };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.port(), method, path: `/api/${path}`, headers, timeout: hangs, agent: false },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.once('error', reject);
          answer.once('end', () => {
            for (const one of answer.headers['set-cookie'] ?? []) this.#keep(one);
            resolve({ status: answer.statusCode ?? 0, body: text && JSON.parse(text) });
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`hangs: ${method} ${path}`)));
      sent.once('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** As `ask`; anything but success is an error. */
  async must(method: string, path: string, body?: unknown, hangs = HANGS_MS): Promise<Answer['body']> {
    const { status, body: answered } = await this.ask(method, path, body, hangs);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answered)}`);
    return answered;
  }

  #keep(cookie: string): void {
    const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
