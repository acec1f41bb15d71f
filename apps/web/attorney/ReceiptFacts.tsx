import type { ReceiptCheck } from '#receipt';
import type { SealProfile } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { dayAndClock } from '../text/moments.js';
import { profileWords } from '../text/profile-words.js';
import { DataTable } from '../ui/DataTable.js';
import { Notice } from '../ui/Notice.js';

interface ReceiptFactsProps {
  check: Extract<ReceiptCheck, { ok: true }>;
  /** Some entries are not in the log yet: what is missing may still come. */
  late: boolean;
  zone: string;
}

/** When the booth was open, how it was sealed, and who held the key: out of the entries and of what this device saw. */
export function ReceiptFacts({ check, late, zone }: ReceiptFactsProps) {
  const at = (type: string) => check.leaves.find((leaf) => leaf.type === type);
  const opened = at('booth.opened');
  const closed = at('session.closed');
  const seal = opened?.public as SealProfile | undefined;
  const round = check.rounds.at(-1);
  const { notEntered } = check.unmet;
  return (
    <>
      <dl class="facts">
        {opened && <dt>{m.session_number()}</dt>}
        {opened && <dd>{opened.session?.slice(0, 8)}</dd>}
        {opened && <dt>{m.booth_opened()}</dt>}
        {opened && <dd>{dayAndClock(opened.time, zone)}</dd>}
        {closed && <dt>{m.session_closed()}</dt>}
        {closed && <dd>{dayAndClock(closed.time, zone)}</dd>}
        {seal && <dt>{m.seal_profile()}</dt>}
        {seal && <dd>{profileWords(seal.profile, seal.missing)}</dd>}
      </dl>
      {round ? (
        <section class="stack" aria-labelledby="key-holders">
          <h2 id="key-holders">{m.key_holders()}</h2>
          {!late && notEntered.length > 0 && (
            <Notice kind="caution" title={m.receipt_not_entered({ labels: notEntered.join(', ') })}>
              <p>{m.receipt_not_entered_words()}</p>
            </Notice>
          )}
          <DataTable
            caption={`${m.key_holders()}: ${m.visit_key()}`}
            columns={[m.who(), m.numbers_said(), m.visit_key()]}
            rows={round.parties.map(({ label = '', own, same, vk }) => ({
              key: vk,
              cells: [
                own ? m.own_device({ label }) : label,
                same === undefined
                  ? m.said_nothing()
                  : `${same ? m.said_same() : m.said_different()} · ${!notEntered.includes(label) ? m.proof_entered() : m.proof_not_in_log()}`,
                <code class="small">{vk}</code>,
              ],
            }))}
          />
          <p class="small">{m.receipt_keys_words()}</p>
        </section>
      ) : (
        <p>{m.receipt_saw_nothing()}</p>
      )}
    </>
  );
}
