import { setTimeout as wait } from 'node:timers/promises';
import { VideoRoom, WireClient } from '#janus';
import { TestNamespace } from '../../../libs/testing/src/namespace/index.js';
import { type RealJanus, startRealJanus } from '../../medium/gateway/real-janus.js';
import { StartedGateway } from '../gateway/started-gateway.js';
import { median } from '../join/median.js';
import { processorTime } from '../processor-time.js';
import type { Design } from './generator.js';
import { StartedGenerator } from './started-generator.js';

const SPEAKERS = 10;
const VIEWERS = 40;
const COURTS = 6;
/** Seconds of one measurement. */
const LENGTH = { whole: 120, quick: 20 };
const ROUNDS = { whole: 3, quick: 1 };
/** Janus in ours as many times as in the plain room, and our Node process above its rest in parts of a core. */
const BARS = { ratio: 1.1, node: 0.02 };
/** Part of the packets that did not come, from which on sound counts as broken. */
const BROKEN = 0.01;
const STEP = 20;
const STEP_SECONDS = 10;
/** Rooms as anybody makes them. */
const PLAIN = Array.from({ length: COURTS }, (_, at) => 78 + at);

/** Parts of a core, and the part of packets that did not come. */
interface Measured {
  readonly janus: number;
  readonly node: number;
  readonly generator: number;
  readonly lost: number;
}

interface Step extends Measured {
  readonly viewers: number;
}

/**
 * A court of 10 who speak and 40 who only listen, who have seats of the hearing as all others: ours (gateway, grants, a room
 * as the hearing plane makes it) against a plain VideoRoom with its defaults and nothing in front of it, alternating on the
 * same Janus; the same sound of 50 packets a second each, no pictures. Processor time is that of /proc/PID/stat while
 * nobody comes or goes. Then viewers are added to ours, 20 at a time, past 40 in further courts of 10, until sound breaks;
 * where it breaks on this machine the generator may be what is too slow, so its processor time stands beside it.
 */
export async function run({ quick }: { json: boolean; quick: boolean; args: readonly string[] }) {
  const [seconds, rounds] = quick ? [LENGTH.quick, ROUNDS.quick] : [LENGTH.whole, ROUNDS.whole];
  const lab = await HearingLab.open();
  try {
    const rest = await lab.nodeAtRest(seconds);
    const all: Record<Design, Measured[]> = { ours: [], plain: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const design of round % 2 === 0 ? (['plain', 'ours'] as const) : (['ours', 'plain'] as const)) {
        all[design].push(await lab.court(design, seconds));
        console.error(`round ${round + 1} of ${rounds}, ${design}: ${percent(all[design].at(-1)!.janus)} of a core`);
      }
    }
    const steps = await lab.untilBroken();
    return result({ seconds, rounds, rest, all, steps });
  } finally {
    await lab.close();
  }
}

class HearingLab {
  private constructor(
    private readonly janus: RealJanus,
    private readonly gateway: StartedGateway,
    private readonly generator: StartedGenerator,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async open(): Promise<HearingLab> {
    const namespace = await TestNamespace.create();
    const closers: (() => Promise<unknown>)[] = [() => namespace.remove()];
    try {
      const janus = await startRealJanus(namespace, { ports: '30000-31999' });
      closers.push(() => janus.stop());
      await makePlainRooms(janus);
      const wish = { hearings: COURTS, seats: SPEAKERS + VIEWERS, speakers: SPEAKERS, slow: 0 };
      const gateway = await StartedGateway.start(janus, wish, { namespace });
      closers.push(() => gateway.stop());
      const { port, grants } = gateway.standing;
      const { apiSocket: socket, apiSecret: secret } = janus.contact;
      const generator = StartedGenerator.start(namespace, {
        speakers: SPEAKERS,
        port,
        grants,
        socket,
        secret,
        rooms: PLAIN,
      });
      closers.push(() => generator.stop());
      return new HearingLab(janus, gateway, generator, closers);
    } catch (error) {
      await closeAll(closers);
      throw error;
    }
  }

  /** Parts of a core that the gateway uses while nobody is there. */
  async nodeAtRest(seconds: number): Promise<number> {
    return (await this.#measure(seconds)).node;
  }

  async court(design: Design, seconds: number): Promise<Measured> {
    await this.generator.enter(design, VIEWERS);
    const measured = await this.#measure(seconds);
    await this.generator.leave();
    return measured;
  }

  async untilBroken(): Promise<Step[]> {
    const steps: Step[] = [];
    for (let viewers = VIEWERS; viewers <= COURTS * VIEWERS; viewers += STEP) {
      try {
        for (let court = 0; court * VIEWERS < viewers; court += 1)
          await this.generator.enter('ours', Math.min(viewers - court * VIEWERS, VIEWERS), court);
      } catch (error) {
        // Who comes is not heard any more, or hears nobody.
        console.error(error instanceof Error ? error.message : error);
        steps.push({ viewers, janus: Number.NaN, node: Number.NaN, generator: Number.NaN, lost: 1 });
        return steps;
      }
      steps.push({ viewers, ...(await this.#measure(STEP_SECONDS)) });
      if (steps.at(-1)!.lost > BROKEN) return steps;
    }
    return steps;
  }

  close(): Promise<void> {
    return closeAll(this.closers);
  }

  async #measure(seconds: number): Promise<Measured> {
    const pids = [this.janus.pid, this.gateway.pid, this.generator.pid];
    const times = () => Promise.all(pids.map(processorTime));
    await this.generator.count();
    const [before, started] = [await times(), performance.now()];
    await wait(seconds * 1000);
    const took = (performance.now() - started) / 1000;
    const [janus, node, generator] = (await times()).map((time, at) => (time - before[at]!) / took) as [
      number,
      number,
      number,
    ];
    const { due, heard } = await this.generator.count();
    return { janus, node, generator, lost: due === 0 ? 0 : Math.max(0, 1 - heard / due) };
  }
}

async function makePlainRooms({ contact }: RealJanus): Promise<void> {
  const credentials = { apisecret: contact.apiSecret };
  const room = await VideoRoom.attach(await WireClient.connect({ socketPath: contact.apiSocket, credentials }));
  for (const id of PLAIN)
    await room.ask({ request: 'create', room: id, admin_key: contact.adminKey, publishers: SPEAKERS + VIEWERS });
  await room.destroy();
}

async function closeAll(closers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closers.toReversed()) await close();
}

interface Result {
  readonly seconds: number;
  readonly rounds: number;
  readonly rest: number;
  readonly all: Readonly<Record<Design, readonly Measured[]>>;
  readonly steps: readonly Step[];
}

function result({ seconds, rounds, rest, all, steps }: Result) {
  const middle = (design: Design, what: keyof Measured) => median(all[design].map((one) => one[what]));
  const ratio = middle('ours', 'janus') / middle('plain', 'janus');
  const node = middle('ours', 'node') - rest;
  const heard = Math.max(...[...all.ours, ...all.plain].map(({ lost }) => lost)) <= BROKEN;
  const broken = steps.find(({ lost }) => lost > BROKEN);
  const ok = ratio <= BARS.ratio && node <= BARS.node && heard;
  const met = (holds: boolean) => (holds ? 'met' : 'MISSED');
  const row = (name: string, one: Measured) =>
    [name, percent(one.janus), percent(one.node), percent(one.generator), percent(one.lost)]
      .map((cell) => cell.padStart(12))
      .join('');
  const table = [
    `Hearing: ${SPEAKERS} speak, ${VIEWERS} only listen, ${rounds} times ${seconds} s each; parts of a core`,
    ['', 'Janus', 'gateway', 'generator', 'lost'].map((cell) => cell.padStart(12)).join(''),
    ...(['ours', 'plain'] as const).flatMap((design) => all[design].map((one) => row(design, one))),
    `Janus in ours ${ratio.toFixed(3)} times plain (bar: ${BARS.ratio}): ${met(ratio <= BARS.ratio)}`,
    `gateway ${percent(node)} of a core above rest (bar: ${percent(BARS.node)}): ${met(node <= BARS.node)}`,
    `lost at most ${percent(BROKEN)} in each: ${met(heard)}`,
    'more viewers:',
    ...steps.map((step) => row(String(step.viewers), step)),
    broken === undefined ? 'sound did not break' : `sound breaks at ${broken.viewers} viewers`,
  ].join('\n');
  return {
    ok,
    table,
    json: { ok, bars: BARS, seconds, rounds, rest, ratio, node, all, steps, brokenAt: broken?.viewers },
  };
}

const percent = (part: number): string => (Number.isNaN(part) ? '?' : `${(part * 100).toFixed(1)} %`);
