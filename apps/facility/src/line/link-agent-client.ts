import { once } from 'node:events';
import { connect } from 'node:net';
import { type LinePlan, LineUse } from '#link';

const PATIENCE_MS = 15_000;

/** What the agent said to a plan that it put into force. */
export interface PlanAnswer {
  /** Why sound that the plan wants sent twice leaves once. */
  readonly notCopied?: string | undefined;
  /** What its queues counted; absent where it cannot tell. */
  readonly used?: LineUse | undefined;
}

/**
 * Gives the link agent a plan: a line of JSON each way over its socket. Resolves when the kernel does what the plan says;
 * rejects with the agent's code, or with the code of the system when there is no agent.
 */
export async function sendPlan(path: string, plan: LinePlan): Promise<PlanAnswer> {
  const socket = connect(path).setEncoding('utf8');
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no-answer')));
  try {
    await once(socket, 'connect');
    socket.write(`${JSON.stringify(plan)}\n`);
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    const answer = JSON.parse(text || '{}') as { ok?: boolean; code?: string; notCopied?: string; used?: unknown };
    if (answer.ok !== true) throw new Error(answer.code ?? 'no-answer');
    return { notCopied: answer.notCopied, used: LineUse.safeParse(answer.used).data };
  } finally {
    socket.destroy();
  }
}
