const warm = new Map<string, Worker>();

const start = (url: string | URL): Worker => new Worker(url, { type: 'module', name: 'seal' });

/** Starts the seal worker of a coming consultation ahead of the person's touch; it is told nothing yet. */
export function warmSealWorker(url = '/seal-worker.js'): void {
  if (warm.has(url)) return;
  const worker = start(url);
  // One that cannot start is started again when it is needed, and reports it then.
  worker.onerror = () => warm.delete(url);
  warm.set(url, worker);
}

/** Ends one that nobody took. */
export function dropWarmSealWorker(url = '/seal-worker.js'): void {
  warm.get(url)?.terminate();
  warm.delete(url);
}

/** The warm one, which nobody else gets, or a new one. */
export function takeSealWorker(url: string | URL): Worker {
  const worker = warm.get(String(url));
  warm.delete(String(url));
  return worker ?? start(url);
}
