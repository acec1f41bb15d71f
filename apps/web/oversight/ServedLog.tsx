import { ExportLog } from './export/ExportLog.js';
import { LogScreen } from './LogScreen.js';
import type { ScreenProps } from './screen-props.js';

/** The log as a server hands it out, to be taken along. The page without a server has nothing of the making of exports. */
export function ServedLog(props: ScreenProps) {
  const { frame, checked, details } = props;
  const { said } = checked;
  const takeAway = said && <ExportLog facility={frame.facility} said={said} openings={details.openings} />;
  return <LogScreen {...props} takeAway={takeAway} />;
}
