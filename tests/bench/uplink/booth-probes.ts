import type { LinkPlan } from '#link';
import type { UplinkStreet } from '../../lab/uplink-street.js';
import { STREET_MARKING } from '../../medium/link/router-agent.js';
import { hear, type Heard, speak } from '../../medium/link/talk.js';

/** Sealed sound as it is on the wire (`AUDIO_ON_WIRE`): 55 kbit/s with 28 bytes of headers. */
const SOUND = { type: 111, bytes: 109, pace: 50 };
const PICTURE = { type: 96, bytes: 1000 };
const HEADERS = 28;
/** Beyond the line. */
const PORTS = { sound: 9100, picture: 9200, attorneys: 9300 };
const [FIRST] = STREET_MARKING.boothPorts;
/** Of the plane: a probe has a port for each way. */
const PLANE = { sound: FIRST, heard: FIRST + 20, pictures: FIRST + 50 };

/** What was heard of all booths, out of the facility and into it. */
export type BoothsHeard = Readonly<Record<'up' | 'down', Heard>>;

/** RTP of so many booths for so many seconds: sound both ways, and pictures out of the facility at the rate that the plan gives. */
export async function speakOfBooths(
  street: UplinkStreet,
  { caps }: LinkPlan,
  streams: number,
  seconds: number,
): Promise<void> {
  const kbps = caps.at(-1)?.ways.up.videoRate ?? 0;
  const out = { address: street.court, seconds, streams };
  const said = [
    speak(street, 'facility', { ...SOUND, ...out, from: PLANE.sound, port: PORTS.sound }),
    speak(street, 'court', {
      ...SOUND,
      from: PORTS.attorneys,
      address: street.facility,
      port: PLANE.heard,
      seconds,
      streams,
    }),
  ];
  if (kbps > 0) {
    const pace = (kbps * 1000) / 8 / (PICTURE.bytes + HEADERS);
    said.push(speak(street, 'facility', { ...PICTURE, pace, ...out, from: PLANE.pictures, port: PORTS.picture }));
  }
  await Promise.all(said);
}

export async function hearBooths(street: UplinkStreet, streams: number, seconds: number): Promise<BoothsHeard> {
  const ears = await Promise.all([
    hear(street, 'court', PORTS.sound, seconds, streams),
    hear(street, 'facility', PLANE.heard, seconds, streams),
  ]);
  const [up, down] = await Promise.all(ears.map(({ result }) => result));
  return { up, down } as BoothsHeard;
}
