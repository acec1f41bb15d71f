import type { SealProfile } from '#protocol';
import { m } from '../generated/texts/messages.js';
import { layerWords } from '../text/layer-words.js';
import { Notice } from './Notice.js';

/** What the plane was measured to be, and where the code of this page came from. Stands wherever *sealed* stands. */
export function SealStatement({ profile, origin }: { profile: SealProfile; origin: string }) {
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
  return (
    <Notice kind="caution" title={m.demo_seal_title()}>
      <p>{m.demo_seal_missing()}</p>
      <ul class="demo-layers">
        {profile.missing.map((layer) => (
          <li key={layer}>{layerWords(layer)}</li>
        ))}
      </ul>
      {came}
    </Notice>
  );
}
