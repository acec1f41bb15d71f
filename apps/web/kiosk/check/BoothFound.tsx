import { BoothPart } from '#protocol';
import { m } from '../../generated/texts/messages.js';
import { partWords } from '../../text/booth-part-words.js';
import { Notice } from '../../ui/Notice.js';

/** What was found. A device test names every part; ahead of a session only what does not work. */
export function BoothFound({ faults, test }: { faults: readonly BoothPart[]; test: boolean }) {
  const good = test ? BoothPart.options.filter((part) => !faults.includes(part)) : [];
  return (
    <>
      {faults.length > 0 && (
        <Notice kind="caution" title={m.check_fault()} role="status">
          <Parts parts={faults} />
          <p>{test ? m.check_fault_called() : m.check_fault_words()}</p>
        </Notice>
      )}
      {faults.length === 0 && !test && <Notice kind="good" title={m.check_good()} role="status" />}
      {good.length > 0 && (
        <Notice kind="good" title={faults.length === 0 ? m.check_good() : m.check_works()} role="status">
          <Parts parts={good} />
        </Notice>
      )}
      {test && <p>{m.check_report()}</p>}
    </>
  );
}

const Parts = ({ parts }: { parts: readonly BoothPart[] }) => (
  <ul class="parts">
    {parts.map((part) => (
      <li key={part}>{partWords(part)}</li>
    ))}
  </ul>
);
