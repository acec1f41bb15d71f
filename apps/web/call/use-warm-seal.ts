import { dropWarmSealWorker, warmSealWorker } from '#calling';
import { useEffect } from 'preact/hooks';

/** While a screen is shown from which one enters a call: the seal worker starts now, and is ended if nobody enters. */
export function useWarmSeal(): void {
  useEffect(() => {
    warmSealWorker();
    return () => dropWarmSealWorker();
  }, []);
}
