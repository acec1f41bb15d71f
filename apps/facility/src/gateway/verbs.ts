import { z } from 'zod';

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const common = {
  transaction: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  token: z.string().max(128).optional(),
};
const ofSession = { ...common, session_id: id };
const ofHandle = { ...ofSession, handle_id: id };

/** A candidate as browsers write it, or the end of them. */
const Candidate = z.union([
  z.strictObject({ completed: z.literal(true) }),
  z.strictObject({
    candidate: z.string().max(512),
    sdpMid: z.string().max(16).nullish(),
    sdpMLineIndex: z.number().int().min(0).max(127).nullish(),
    usernameFragment: z.string().max(256).nullish(),
  }),
]);
export type Candidate = z.infer<typeof Candidate>;

/** `svc` is what janus.js adds by itself; taken and dropped. */
const Jsep = z.strictObject({
  type: z.enum(['offer', 'answer']),
  /** The frame's own limit, which is that of its plane, is the narrower one. */
  sdp: z.string().max(192 * 1024),
  e2ee: z.boolean().optional(),
  svc: z.unknown().optional(),
});
export type Jsep = z.infer<typeof Jsep>;

/** First list: the Janus verbs of a party, field by field. What is not here is refused. */
export const VERBS = {
  create: z.strictObject({ janus: z.literal('create'), ...common }),
  claim: z.strictObject({ janus: z.literal('claim'), ...ofSession }),
  keepalive: z.strictObject({ janus: z.literal('keepalive'), ...ofSession }),
  destroy: z.strictObject({ janus: z.literal('destroy'), ...ofSession }),
  attach: z.strictObject({
    janus: z.literal('attach'),
    ...ofSession,
    plugin: z.literal('janus.plugin.videoroom'),
  }),
  detach: z.strictObject({ janus: z.literal('detach'), ...ofHandle }),
  hangup: z.strictObject({ janus: z.literal('hangup'), ...ofHandle }),
  trickle: z.strictObject({ janus: z.literal('trickle'), ...ofHandle, candidate: Candidate }),
  message: z.strictObject({
    janus: z.literal('message'),
    ...ofHandle,
    body: z.looseObject({ request: z.string().max(64) }),
    jsep: Jsep.optional(),
  }),
} as const;

export type Verb = keyof typeof VERBS;
export type ClientMessage = { [V in Verb]: z.infer<(typeof VERBS)[V]> }[Verb];
export const isVerb = (word: string): word is Verb => Object.hasOwn(VERBS, word);
