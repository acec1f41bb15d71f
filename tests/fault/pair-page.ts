import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ConsultationState } from '#calling';
import type { PartyBooking, RelayPass } from '#protocol';
import { RETRIABLE } from '../../libs/calling/src/consultation-state.js';
import { keepConnections } from '../e2e/reach/connections.js';
import type { CallingPage } from '../e2e/calling/page/main.js';
import { until } from '../medium/booth/test-house.js';
import type { Answer, FaultAudience } from './fault-page.js';

declare const calling: CallingPage;

/** Longer than anything may take: what is not answered by then hangs. */
const HANGS_MS = 20_000;
/** Whoever is told of an end captures nothing a second later, whatever is broken; a busy machine looks late. */
export const DARK_AT_ONCE_MS = 5_000;
/** Whoever is not told has a patience of its own. */
const DARK_MS = 20_000;
/** A seal worker that runs has answered by then, and sound that comes has come. */
const COUNTED_MS = 1_500;

/** What a page shows whose part in a call is over, and that is not in one. */
const OVER: ReadonlySet<ConsultationState['name']> = new Set(['broken', 'ended']);
const OUTSIDE: ReadonlySet<ConsultationState['name']> = new Set(['idle', 'asking-devices', ...OVER]);

/** Which booking a device enters, and an enrolled device's key pair. */
export interface Entering {
  readonly copy: PartyBooking;
  readonly device?: { readonly publicKey: JsonWebKey; readonly privateKey: JsonWebKey };
}

/** One device: a page with camera and microphone over the product's own code for calls, and its requests with its cookies. */
export class PairPage {
  /** With what it was let in since it last entered; the newest counts. */
  #letIn: readonly { readonly relay?: RelayPass }[] = [];
  /** Its media go through the relay or not at all, from the next time that it enters. */
  relayOnly = false;

  private constructor(
    readonly page: Page,
    readonly host: string,
  ) {
    page.setDefaultTimeout(HANGS_MS);
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        const frame = JSON.parse(payload.toString()) as { type?: string; relay?: RelayPass };
        if (frame.type === 'media') this.#letIn = [...this.#letIn, frame];
      });
    });
  }

  /** A browser profile of its own. `port`: of the facility, where the browser is. */
  static async open(browser: Browser, audience: FaultAudience, port: number): Promise<PairPage> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    const opened = new PairPage(await context.newPage(), `${audience}.localhost:${port}`);
    await keepConnections(opened.page);
    await opened.load();
    return opened;
  }

  /** Another page of the same person, in the same browser profile. */
  async another(): Promise<PairPage> {
    return new PairPage(await this.page.context().newPage(), this.host);
  }

  /** As FaultPage's. */
  async must(method: string, path: string, body?: unknown, hangs = HANGS_MS): Promise<Answer['body']> {
    if (!this.page.url().startsWith(`http://${this.host}/`)) await this.load();
    const { status, text } = await this.page.evaluate(
      async ([how, where, sent, timeout]) => {
        const headers = { 'content-type': 'application/json' };
        const signal = AbortSignal.timeout(timeout);
        const answer = await fetch(`/api/${where}`, { method: how, signal, ...(sent && { body: sent, headers }) });
        return { status: answer.status, text: await answer.text() };
      },
      [method, path, body === undefined ? undefined : JSON.stringify(body), hangs] as const,
    );
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text && JSON.parse(text);
  }

  /** Anew; what was captured there has ended with the page that was there. */
  async load(): Promise<void> {
    await this.page.goto(`http://${this.host}/`);
  }

  /** Loads the page anew, and the person touches it: camera and microphone begin. */
  async enter({ copy, device }: Entering): Promise<void> {
    await this.load();
    this.#letIn = [];
    await this.page.evaluate(
      async ([booking, keys, relayOnly]) => {
        const read = (key: JsonWebKey, uses: KeyUsage[]) =>
          crypto.subtle.importKey('jwk', key, 'Ed25519', uses.includes('verify'), uses);
        const pair = keys && {
          publicKey: await read(keys.publicKey, ['verify']),
          privateKey: await read(keys.privateKey, ['sign']),
        };
        calling.begin(booking, undefined, pair);
        Object.assign(calling, { smallCamera: true, relayOnly });
      },
      [copy, device, this.relayOnly] as const,
    );
    await this.page.click('#enter');
  }

  /** Credentials for the relay that it was let in with, if it got any. It may be keyed before it is let in. */
  async pass(): Promise<RelayPass | undefined> {
    await until(() => this.#letIn.length > 0, HANGS_MS);
    return this.#letIn.at(-1)?.relay;
  }

  async state(): Promise<ConsultationState> {
    if (!this.page.url().startsWith(`http://${this.host}/`)) return { name: 'idle' };
    return this.page.evaluate(() => calling.state);
  }

  /**
   * What a person does who wants to go on: touches "try again" where it is offered, and comes in anew where that is all that
   * is left. Until then, a page whose part is over must be dark.
   */
  async tend(entering: () => Promise<Entering>): Promise<ConsultationState['name']> {
    const state = await this.state();
    if (OVER.has(state.name)) await this.expectDark(DARK_AT_ONCE_MS);
    if (state.name === 'broken' && RETRIABLE.has(state.code)) await this.page.click('#again');
    else if (state.name === 'idle' || OVER.has(state.name)) await this.enter(await entering());
    else return state.name;
    return (await this.state()).name;
  }

  /** Answers that the numbers are the same. */
  async sayTheSame(): Promise<void> {
    await this.page.evaluate(() => calling.consultation?.answer(true));
  }

  /** The person, who is in the call, ends it for everybody. */
  async end(): Promise<void> {
    if (OUTSIDE.has((await this.state()).name)) return;
    await this.page.evaluate(() => calling.consultation?.end());
  }

  /** Sound of the other arrives, and this device's keys open it. */
  async expectHeard(): Promise<void> {
    const opened = () =>
      this.page.evaluate(async (patience) => {
        const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
        return (await Promise.race([calling.count(), late]))?.receive.audio.passed ?? 0;
      }, COUNTED_MS);
    const before = await opened();
    await expect.poll(opened, { timeout: COUNTED_MS }).toBeGreaterThan(before);
  }

  /** It had a camera and a microphone, and none of what it ever got is left on; nothing is sent or received. */
  async expectDark(timeout = DARK_MS): Promise<void> {
    const look = () =>
      this.page.evaluate(() => ({
        had: [...new Set(calling.tracks.map(({ kind }) => kind))].toSorted(),
        on: calling.tracks.filter(({ readyState }) => readyState !== 'ended').map(({ kind }) => kind),
        connected: calling.connections.filter(({ connectionState }) => connectionState !== 'closed').length,
      }));
    await expect.poll(look, { timeout, interval: 50 }).toEqual({ had: ['audio', 'video'], on: [], connected: 0 });
  }
}
