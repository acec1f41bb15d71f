import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { type GatewayApp, openBooth, startGateway } from '../../medium/gateway/gateway-app.js';
import { Party } from '../../medium/gateway/party.js';
import { type RealJanus, startRealJanus } from '../../medium/gateway/real-janus.js';
import { jsep } from '../../unit/gateway/descriptions.js';

const words = z.array(z.string());
const Surface = z.object({
  janusVersions: words,
  roomRequests: words,
  roomFields: words,
  verbs: words,
  adminVerbs: words,
  messageFields: words,
  jsepFields: words,
});

/** What a booth party may say, named once more and by hand: the test fails when a list of the gateway grows. */
const ALLOWED_VERBS = ['attach', 'claim', 'create', 'destroy', 'detach', 'hangup', 'keepalive', 'message', 'trickle'];
const ALLOWED_REQUESTS: Record<
  string,
  { body: Record<string, unknown>; fields: string[]; jsep?: Record<string, unknown> }
> = {
  'join publisher': { body: { request: 'join', ptype: 'publisher' }, fields: [] },
  'join subscriber': { body: { request: 'join', ptype: 'subscriber', streams: [{ feed: 2 }] }, fields: ['streams'] },
  publish: { body: { request: 'publish' }, fields: [], jsep: jsep() },
  configure: { body: { request: 'configure' }, fields: ['bitrate', 'restart'] },
  start: { body: { request: 'start' }, fields: [], jsep: { ...jsep({ direction: 'recvonly' }), type: 'answer' } },
  unpublish: { body: { request: 'unpublish' }, fields: [] },
  leave: { body: { request: 'leave' }, fields: [] },
};

let namespace: TestNamespace;
let janus: RealJanus;
let app: GatewayApp;
let surface: z.infer<typeof Surface>;

beforeAll(async () => {
  surface = Surface.parse(JSON.parse(await readFile(new URL('videoroom-surface.json', import.meta.url), 'utf8')));
  namespace = await TestNamespace.create();
  janus = await startRealJanus(namespace);
  app = await startGateway(janus);
});
afterAll(async () => {
  await app?.close();
  await janus?.stop();
  await namespace?.remove();
});

/** Asks on fresh connections of one party, because fifty refusals close one. */
class PatientParty {
  #party: Party | undefined;
  #asked = 0;
  #handle = 0;
  constructor(private readonly token: string) {}

  async outcome(make: (party: Party, handle: number) => Record<string, unknown>): Promise<string> {
    if (this.#party === undefined || this.#asked >= 45) {
      await this.#party?.leave();
      this.#party = await Party.connect(app.port, this.token);
      await this.#party.open();
      this.#handle = (await this.#party.joinPublisher()).handle;
      this.#asked = 0;
    }
    this.#asked += 1;
    return this.#party.outcome(make(this.#party, this.#handle));
  }

  async close(): Promise<void> {
    await this.#party?.leave();
  }
}

async function asParty(use: (party: PatientParty) => Promise<void>): Promise<void> {
  const { session, tokens } = await openBooth(app);
  const party = new PatientParty(tokens[0] as string);
  try {
    await use(party);
  } finally {
    await party.close();
    await app.book.revoke(session);
    await app.plane.closeRoom(session);
  }
}

test('the list of facts names what is known to be dangerous', () => {
  expect(surface.janusVersions).toContain('1.1.2');
  expect(surface.roomRequests).toEqual(
    expect.arrayContaining([
      'rtp_forward',
      'enable_recording',
      'publish_remotely',
      'listremotes',
      'kick',
      'moderate',
      'joinandconfigure',
    ]),
  );
  expect(surface.roomFields).toEqual(
    expect.arrayContaining(['record', 'filename', 'secret', 'admin_key', 'private_id', 'display']),
  );
  expect(surface.adminVerbs).toEqual(
    expect.arrayContaining(['start_pcap', 'handle_info', 'message_plugin', 'list_sessions']),
  );
});

test('every verb of Janus and of its Admin side that is not on the list is refused', () =>
  asParty(async (party) => {
    for (const janusVerb of new Set([...surface.verbs, ...surface.adminVerbs])) {
      if (ALLOWED_VERBS.includes(janusVerb)) continue;
      const outcome = await party.outcome(({ session }) => ({
        janus: janusVerb,
        session_id: session,
        admin_secret: 'x',
      }));
      expect([janusVerb, outcome]).toEqual([janusVerb, 'verb-not-allowed']);
    }
  }));

test('every room request that is not on the list is refused', () =>
  asParty(async (party) => {
    const allowed = new Set(Object.values(ALLOWED_REQUESTS).map(({ body }) => body['request']));
    for (const request of surface.roomRequests) {
      if (allowed.has(request)) continue;
      const outcome = await party.outcome((one, handle) => one.request(handle, { request }));
      expect([request, outcome]).toEqual([request, 'request-not-allowed']);
    }
  }));

test('every field of the room that is not on the list of its request is refused', { timeout: 170_000 }, () =>
  asParty(async (party) => {
    const wrong: string[] = [];
    for (const [name, { body, fields, jsep: description }] of Object.entries(ALLOWED_REQUESTS)) {
      for (const field of surface.roomFields) {
        if (field === 'request' || field === 'ptype' || fields.includes(field)) continue;
        const expected =
          field === 'room' && name.startsWith('join') ? ['other-room', 'wrong-moment'] : ['field-not-allowed'];
        for (const value of [true, 'x', 1]) {
          const outcome = await party.outcome((one, handle) =>
            one.request(handle, { ...body, [field]: value }, description),
          );
          if (!expected.includes(outcome)) wrong.push(`${name} {${field}: ${value}} → ${outcome}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }),
);

test('every field of a Janus message and of a description that is not on the list is refused', () =>
  asParty(async (party) => {
    const known = new Set([
      'janus',
      'transaction',
      'token',
      'session_id',
      'handle_id',
      'plugin',
      'body',
      'jsep',
      'candidate',
    ]);
    for (const field of surface.messageFields.filter((name) => !known.has(name))) {
      const outcome = await party.outcome(({ session }) => ({ janus: 'keepalive', session_id: session, [field]: 'x' }));
      expect([field, outcome]).toEqual([field, 'field-not-allowed']);
    }
    for (const field of surface.jsepFields.filter((name) => !['type', 'sdp', 'e2ee', 'svc'].includes(name))) {
      const outcome = await party.outcome((one, handle) =>
        one.request(handle, { request: 'publish' }, { ...jsep(), [field]: true }),
      );
      expect([field, outcome]).toEqual([field, 'field-not-allowed']);
    }
  }));

test.each([
  'echotest',
  'recordplay',
  'streaming',
  'audiobridge',
  'textroom',
  'videocall',
  'sip',
  'nosip',
  'voicemail',
  'lua',
])('plugin %s is refused', (plugin) =>
  asParty(async (party) => {
    const outcome = await party.outcome(({ session }) => ({
      janus: 'attach',
      session_id: session,
      plugin: `janus.plugin.${plugin}`,
    }));
    expect(outcome).toBe('other-plugin');
  }),
);
