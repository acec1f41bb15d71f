import { type BoothSlot, Refusal, type RefusalCode } from '#protocol';

/** `unreachable`: no answer from our server; everything else is the server's own stable code. */
export type FailureCode = RefusalCode | 'unreachable';

/** Why a request failed, with the input it concerns and free slots instead, if the server named them. */
export class ApiFailure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly field?: string,
    readonly alternatives: readonly BoothSlot[] = [],
    /** Tries that are left. */
    readonly left?: number,
  ) {
    super(code);
    this.name = 'ApiFailure';
  }
}

/** Event of the window: the server says that this desk is locked. */
export const LOCKED = 'habeas-locked';

interface Schema<T> {
  parse(value: unknown): T;
}

async function exchange(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (method !== 'GET') init.body = JSON.stringify(body ?? {});
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiFailure('unreachable');
  }
}

async function failureOf(answer: Response): Promise<ApiFailure> {
  const refusal = Refusal.safeParse(await answer.json().catch(() => undefined));
  if (refusal.success) {
    const { code, field, alternatives, left } = refusal.data;
    if (code === 'locked') globalThis.dispatchEvent?.(new Event(LOCKED));
    return new ApiFailure(code, field, alternatives, left);
  }
  return new ApiFailure(answer.status >= 502 && answer.status <= 504 ? 'part-down' : 'failed');
}

/** A request whose answer is not read. Throws ApiFailure. */
export async function send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  const answer = await exchange(method, path, body);
  if (!answer.ok) throw await failureOf(answer);
}

/** A request whose answer is checked against `schema`; an answer of another shape is a failure. Throws ApiFailure. */
export async function ask<T>(
  schema: Schema<T>,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await exchange(method, path, body);
  if (!answer.ok) throw await failureOf(answer);
  try {
    return schema.parse(await answer.json());
  } catch {
    throw new ApiFailure('failed');
  }
}

/** What a caught value means to a person. */
export const failureFrom = (thrown: unknown): ApiFailure =>
  thrown instanceof ApiFailure ? thrown : new ApiFailure('failed');
