import type { SealProfile } from '#protocol';
import { useState } from 'preact/hooks';
import { m } from '../generated/texts/messages.js';
import { layerWords } from '../text/layer-words.js';
import { Button } from './Button.js';
import { Dialog } from './Dialog.js';
import { Notice } from './Notice.js';

/** More layers than these are behind a button: a kiosk does not scroll. */
const SHOWN = 4;

const list = (layers: SealProfile['missing']) => (
  <ul class="demo-layers">
    {layers.map((layer) => (
      <li key={layer}>{layerWords(layer)}</li>
    ))}
  </ul>
);

/** What the plane was measured to be, and where the code of this page came from. Stands wherever *sealed* stands. */
export function SealStatement({ profile, origin }: { profile: SealProfile; origin: string }) {
  const [all, setAll] = useState(false);
  const came = <p class="small">{m.code_origin({ origin })}</p>;
  if (profile.profile === 'full') return came;
  if (profile.profile === 'none') {
    return (
      <Notice kind="bad" title={m.seal_none_title()}>
        <p>{m.seal_none()}</p>
        {came}
      </Notice>
    );
  }
  const { missing } = profile;
  return (
    <Notice kind="caution" title={m.demo_seal_title()}>
      <p>{m.demo_seal_missing()}</p>
      {list(missing.slice(0, SHOWN))}
      <div class="row">
        {missing.length > SHOWN && (
          <Button onPress={() => setAll(true)}>{m.demo_seal_all({ count: missing.length })}</Button>
        )}
        {came}
      </div>
      {all && (
        <Dialog title={m.demo_seal_title()} onClose={() => setAll(false)}>
          {list(missing)}
        </Dialog>
      )}
    </Notice>
  );
}
