import type { Refusal } from '#protocol';
import type { Page } from 'playwright-core';
import type { Answer } from './served-screens.js';

export type Answers = Record<string, unknown>;

/** A refusal as the facility sends it. */
export class Refuses {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly more: Partial<Pick<Refusal, 'field' | 'alternatives' | 'left'>> = {},
  ) {}
}

/** What the table says to `METHOD /api/…`; whatever is not in it is 404. */
export function answerFrom(answers: Answers, asked: string): Answer {
  const answer = answers[asked];
  if (answer === 'unreachable') return 'cut';
  if (answer === null) return { status: 204 };
  const json = (status: number, value: unknown) => ({ status, type: 'application/json', body: JSON.stringify(value) });
  if (answer === undefined) return json(404, { code: 'not-found', sentence: '' });
  if (!(answer instanceof Refuses)) return json(200, answer);
  const { status, code, more } = answer;
  return json(status, { code, sentence: code, ...more });
}

/** Answers `/api/…` of a page from a table. Values may be replaced while the page runs. */
export async function stub(page: Page, answers: Answers): Promise<void> {
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    const answer = answerFrom(answers, `${request.method()} ${new URL(request.url()).pathname}`);
    if (answer === 'cut') return route.abort();
    const { status, type: contentType, body } = answer;
    return route.fulfill({
      status,
      ...(contentType && { contentType }),
      ...(body !== undefined && { body: String(body) }),
    });
  });
}
