import { BoothTestCode, type Status } from '#protocol';
import { useState } from 'preact/hooks';
import { ask } from '../api/call-api.js';
import { useAction } from '../api/use-action.js';
import { m } from '../generated/texts/messages.js';
import { partsWords } from '../text/booth-part-words.js';
import { clock } from '../text/moments.js';
import { momentWords } from '../text/status-words.js';
import { Button } from '../ui/Button.js';
import { DataTable } from '../ui/DataTable.js';
import { Dialog } from '../ui/Dialog.js';
import { Failed } from '../ui/Failed.js';

interface BoothTestsProps {
  kiosks: Status['kiosks'];
  zone: string;
}

/** The kiosks: when they were heard of, what their newest check found, and a code for a device test of each. */
export function BoothTests({ kiosks, zone }: BoothTestsProps) {
  const [given, setGiven] = useState<BoothTestCode>();
  const test = useAction(async (booth: string) => {
    setGiven(await ask(BoothTestCode, 'POST', '/api/desk/booth-tests', { booth }));
  });
  return (
    <>
      {test.failure && <Failed failure={test.failure} />}
      <DataTable
        caption={m.status_kiosks()}
        columns={[m.booth(), m.status_kiosk_seen(), m.status_kiosk_check(), m.column_action()]}
        rows={kiosks.map(({ booth, seenAt, check }) => ({
          key: booth,
          cells: [
            booth,
            momentWords(seenAt, zone),
            <CheckWords key="check" check={check} zone={zone} />,
            <Button key="test" onPress={() => test.run(booth)} off={test.running}>
              {m.status_kiosk_test({ booth })}
            </Button>,
          ],
        }))}
      />
      {given && (
        <Dialog title={m.status_test_title({ booth: given.booth })} onClose={() => setGiven(undefined)}>
          <p>{m.status_test_words({ booth: given.booth, time: clock(given.until, zone) })}</p>
          <p class="big-code">{given.code.replace(/(.{4})/, '$1 ')}</p>
        </Dialog>
      )}
    </>
  );
}

function CheckWords({ check, zone }: { check: Status['kiosks'][number]['check']; zone: string }) {
  if (!check) return <>{m.status_never()}</>;
  const when = momentWords(check.at, zone);
  if (check.faults.length === 0) return <>{m.status_check_good({ when })}</>;
  return <strong>{m.status_check_fault({ when, parts: partsWords(check.faults) })}</strong>;
}
