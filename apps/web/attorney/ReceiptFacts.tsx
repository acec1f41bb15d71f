import type { ReceiptCheck } from '#receipt';
import type { SealProfile } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { clock, dayOf, dayWords } from '../text/moments.js';
import { DataTable } from '../ui/DataTable.js';
import { Notice } from '../ui/Notice.js';

interface ReceiptFactsProps {
  check: Extract<ReceiptCheck, { ok: true }>;
  /** Some entries are not in the log yet: what is missing may still come. */
  late: boolean;
  zone: string;
}

const profileWords = { full: m.profile_full, demo: m.profile_demo, none: m.profile_none } satisfies Record<
  SealProfile['profile'],
  () => string
>;

/** When the booth was open, how it was sealed, and who held the key: out of the entries and of what this device saw. */
export function ReceiptFacts({ check, late, zone }: ReceiptFactsProps) {
  const at = (type: string) => check.leaves.find((leaf) => leaf.type === type);
  const opened = at('booth.opened');
  const closed = at('session.closed');
  const moment = (time: string) => `${dayWords(dayOf(time, zone))}, ${clock(time, zone)}`;
  const profile = opened?.public?.['profile'] as SealProfile['profile'] | undefined;
  const round = check.rounds.at(-1);
  const { notEntered } = check.unmet;
  return (
    <>
      <dl class="facts">
        {opened && <dt>{m.booth_opened()}</dt>}
        {opened && <dd>{moment(opened.time)}</dd>}
        {closed && <dt>{m.session_closed()}</dt>}
        {closed && <dd>{moment(closed.time)}</dd>}
        {profile && <dt>{m.seal_profile()}</dt>}
        {profile && <dd>{profileWords[profile]()}</dd>}
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
