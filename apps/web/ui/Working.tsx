import { useEffect, useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';

/** State *working*: what is being done and, after three seconds, for how long. */
export function Working({ what }: { what: string }) {
  const [seconds, set] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => set((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="working">
      <span class="working-shape" aria-hidden="true" />
      <div>
        <p class="lead" role="status">
          {what}
        </p>
        {seconds >= 3 && <p class="small">{m.working_since({ seconds })}</p>}
      </div>
    </div>
  );
}
