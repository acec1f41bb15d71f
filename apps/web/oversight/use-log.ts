import { LogSummary } from '#protocol';
import { ask, type ApiFailure } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { HttpLog } from './http-log.js';
import { type ReadLog, readLog } from './read-log.js';

/** What the server says of its log, and what this page found in its tiles. */
export interface CheckedLog {
  said: LogSummary | undefined;
  log: ReadLog | undefined;
  failure: ApiFailure | undefined;
  again: () => void;
}

export function useLog(): CheckedLog {
  const summary = useAnswer(() => ask(LogSummary, 'GET', '/api/oversight/log'), 0, []);
  const said = summary.value;
  const log = useAnswer(async () => (said ? readLog(new HttpLog('/ledger/'), said.vkey) : undefined), 0, [said]);
  return { said, log: log.value, failure: summary.failure ?? log.failure, again: summary.again };
}
