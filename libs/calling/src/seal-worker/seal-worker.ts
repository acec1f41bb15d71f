import { GeneratedEntropy } from '#seal';
import type { PageMessage, TransformOptions, WorkerMessage } from '../seal-messages.js';
import type { ScriptTransformer } from './script-transformer.js';
import { IdbRounds } from './idb-rounds.js';
import { SealClock, TICK } from './seal-clock.js';
import { SealSession } from './seal-session.js';

/** Entry of the one bundled worker file. It fetches nothing, and stores what `KeptRound` holds. */
interface WorkerScope {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: MessageEvent<PageMessage>) => void) | null;
  onrtctransform: ((event: { transformer: ScriptTransformer & { options: TransformOptions } }) => void) | null;
}

class MonotonicClock extends SealClock {
  override now(): number {
    return performance.now();
  }

  override everyTick(wake: () => boolean): void {
    const timer = setInterval(() => {
      if (!wake()) clearInterval(timer);
    }, TICK);
  }
}

const scope = globalThis as unknown as WorkerScope;
const entropy = new GeneratedEntropy((bytes) => crypto.getRandomValues(bytes));
const rounds = new IdbRounds();
const session = new SealSession(entropy, new MonotonicClock(), rounds, (message) => scope.postMessage(message));

scope.onmessage = ({ data }) => void session.handle(data);
scope.onrtctransform = ({ transformer }) => {
  void session.attach(transformer.options, transformer);
};
void rounds.wipeStale().catch(() => undefined);
scope.postMessage({ type: 'ready' });
