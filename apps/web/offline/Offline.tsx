import { useState } from 'preact/hooks';
import { useLocale } from '../text/locale.js';
import { LOG_SCREENS, type Screens } from '../oversight/log-screens.js';
import { LogScreen } from '../oversight/LogScreen.js';
import { OFFLINE_PLACES, usePlace } from '../oversight/oversight-place.js';
import type { Frame } from '../oversight/OversightPage.js';
import type { ChosenFolder } from './chosen-folder.js';
import { useFolderCheck } from './use-folder-check.js';
import { VerifyScreen } from './VerifyScreen.js';

const SCREENS: Screens = { ...LOG_SCREENS, log: LogScreen };

/** Oversight of a folder, with no server at all: first the check, then the same screens over what was read. */
export function Offline() {
  useLocale();
  const [folder, choose] = useState<ChosenFolder>();
  const check = useFolderCheck(folder);
  const { checked } = check;
  const frame = frameOf(folder, checked?.log.entries.find(({ leaf }) => leaf)?.leaf?.time, checked !== undefined);
  const { place, part } = usePlace(frame.ways);
  const Screen = SCREENS[place];
  if (!checked || !Screen) return <VerifyScreen frame={frame} folder={folder} onChoose={choose} check={check} />;
  return (
    <Screen
      key={`${place} ${place === 'session' ? part : ''}`}
      frame={frame}
      checked={{ said: undefined, log: checked.log, failure: undefined, again: check.run }}
      details={{ openings: checked.openings, keep: undefined }}
      part={part}
    />
  );
}

/** Name and clock are the export's own word; without them the log's clock is this device's. */
function frameOf(folder: ChosenFolder | undefined, newest: string | undefined, checked: boolean): Frame {
  return {
    facility: folder?.about?.facility ?? { name: '', zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    signedIn: undefined,
    ways: checked ? OFFLINE_PLACES : ['verify'],
    asOf: newest ?? new Date().toISOString(),
  };
}
