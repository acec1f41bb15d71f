import { LineNow } from '#protocol';
import { ask } from '../api/call-api.js';
import { useAnswer } from '../api/use-answer.js';
import { m } from '../generated/texts/messages.js';

const EVERY_MS = 60_000;

/** How many more the line carries now; nothing when that cannot be asked. */
export function LineBeside() {
  const { value } = useAnswer(() => ask(LineNow, 'GET', '/api/desk/line'), EVERY_MS, []);
  if (value === undefined) return null;
  const { more, atLeast } = value;
  return (
    <section class="beside-part">
      <h2>{m.line()}</h2>
      {more === undefined && <p class="small">{m.line_unknown()}</p>}
      {more === 0 && <p>{m.line_carries_none()}</p>}
      {more !== undefined && more > 0 && (
        <p class={atLeast ? 'small' : undefined}>
          {atLeast ? m.line_carries_many({ count: more }) : m.line_carries({ count: more })}
        </p>
      )}
    </section>
  );
}
