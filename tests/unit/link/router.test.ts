import { execFileSync } from 'node:child_process';
import {
  changeCommands,
  linuxConfiguration,
  type LinkKernel,
  markRuleset,
  openWrtConfiguration,
  qosMapSet,
  removeCommands,
  standingPlan,
} from '#link';
import { describe, expect, it } from 'vitest';
import { MARKING } from './line-samples.js';
import { fileNamed, routerInput, shownFiles } from './router-samples.js';

const HTB: LinkKernel = { cake: false, fqCodel: false };
const THIN = routerInput(2000, 2000);
const ASYMMETRIC = routerInput(3000, 16_000, '192.168.1.10');
const golden = (name: string) => `golden/${name}.txt`;

/** Whether a POSIX shell can read it; `sh -n` runs nothing. */
const isShell = (text: string): boolean => {
  try {
    execFileSync('sh', ['-n'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] });
    return true;
  } catch {
    return false;
  }
};

/** DSCP of each counter of a ruleset: what a packet of that class leaves with. */
const marksOf = (ruleset: string): Record<string, string | undefined> =>
  Object.fromEntries(
    ruleset
      .split('  chain ')
      .map((chain) => [/counter name "(\w+)" (?:accept|fwd)/.exec(chain)?.[1], / ip dscp set (\w+)/.exec(chain)?.[1]])
      .filter(([name]) => name !== undefined),
  );

/** What a kernel with other queues would be given, of programs that print what they are given. */
function givenBy(script: string, knows: readonly string[]): string {
  const bin = `
nft() { if [ "$1" = -f ]; then echo '# nft'; cat; else return 1; fi; }
ip() { case "$*" in '-batch -') echo '# ip'; cat ;; *habeas-link) return 1 ;; esac; }
tc() {
  case "$*" in
  '-batch -') echo '# tc'; cat ;;
  'qdisc replace dev habeas-probe root '*) case ' ${knows.join(' ')} ' in *" $6 "*) ;; *) return 1 ;; esac ;;
  *show*) echo 'qdisc noqueue 0: root refcnt 2 ' ;;
  esac
}
`;
  const text = script.replace('set -eu\n', `set -eu\n${bin}`);
  return execFileSync('sh', ['-s', 'apply'], { input: text, encoding: 'utf8' });
}

describe('the files of a router', () => {
  it('for a thin line', async () => {
    await expect(shownFiles(openWrtConfiguration(THIN))).toMatchFileSnapshot(golden('openwrt-thin'));
    await expect(linuxConfiguration(THIN).text).toMatchFileSnapshot(golden('linux-thin'));
  });

  it('for a line that is wider in one direction, of a router that is the access point too', async () => {
    await expect(shownFiles(openWrtConfiguration(ASYMMETRIC))).toMatchFileSnapshot(golden('openwrt-asymmetric'));
    await expect(linuxConfiguration(ASYMMETRIC).text).toMatchFileSnapshot(golden('linux-asymmetric'));
  });

  it('say where the sound is more than CAKE lets go first', () => {
    const sqm = (input: typeof THIN) => fileNamed(openWrtConfiguration(input), 'config/sqm');
    // 3 x 3 streams of the hearing and one of each booth at 55 kbit/s up; a quarter of 1900 is 475.
    expect(sqm(THIN)).toContain('# up: 607 kbit/s of sound are more than a quarter of 1900.');
    expect(sqm(THIN)).not.toContain('# down:');
    expect(sqm(ASYMMETRIC)).not.toContain('kbit/s of sound');
  });

  it('have scripts that a shell can read', () => {
    for (const input of [THIN, ASYMMETRIC]) {
      const files = openWrtConfiguration(input);
      for (const text of [linuxConfiguration(input).text, fileNamed(files, '.qos'), fileNamed(files, 'marks.sh')])
        expect(isShell(text)).toBe(true);
    }
    expect(isShell(linuxConfiguration(THIN).text.replace(/^esac$/m, ''))).toBe(false);
  });
});

describe('the marks in the files', () => {
  it('are those of the plan', () => {
    for (const input of [THIN, ASYMMETRIC]) {
      const agents = markRuleset(input.plan, { device: 'wan', kernel: HTB });
      const wanted = marksOf(agents);
      expect(wanted).toMatchObject({ up_hearing_audio: 'ef', down_hearing_video: 'af41', up_booth_video: 'af42' });
      expect(Object.keys(wanted)).toHaveLength(14);
      const marks = fileNamed(openWrtConfiguration(input), 'marks.nft');
      for (const text of [marks, linuxConfiguration(input).text]) expect(marksOf(text)).toMatchObject(wanted);
      expect(marksOf(marks.replace('ip dscp set ef', 'ip dscp set cs0'))).not.toMatchObject(wanted);
    }
    expect(linuxConfiguration(THIN).text).toContain(markRuleset(THIN.plan, { device: 'wan', kernel: HTB }));
  });

  it('inside are the same, at the address that the planes have there, and nothing else is touched', () => {
    const marks = fileNamed(openWrtConfiguration(ASYMMETRIC), 'marks.nft');
    const inside = marks.slice(marks.indexOf('  chain inside {'));
    expect(inside).toContain('device "lan1"');
    expect(inside).toContain('ip saddr 192.168.1.10 udp sport 43000-43399 goto inside_hearing');
    expect(inside.trimEnd().split('\n').slice(1, -2)).toHaveLength(4);
    const { inside_hearing_audio: sound, inside_booth_video: picture } = marksOf(marks);
    expect([sound, picture]).toEqual(['ef', 'af42']);
    expect(fileNamed(openWrtConfiguration(THIN), 'marks.nft')).not.toContain('inside');
  });
});

describe('the script for plain Linux', () => {
  it.each<[string[], LinkKernel]>([
    [[], HTB],
    [['fq_codel'], { cake: false, fqCodel: true }],
    [['cake', 'fq_codel'], { cake: true, fqCodel: true }],
  ])('gives a kernel that knows %j what the agent would give it', (knows, kernel) => {
    for (const input of [THIN, ASYMMETRIC]) {
      const agents = changeCommands({ version: 1, kind: 'first-come' }, input.plan, { ...input.site, kernel });
      const wanted = agents.map(({ program, text }) => `# ${program}\n${text}`).join('');
      const given = givenBy(linuxConfiguration(input).text, knows);
      expect(given.slice(0, given.indexOf('In force on'))).toBe(wanted);
    }
  });

  it('takes away what the agent would take away', () => {
    const { text } = linuxConfiguration(THIN);
    const all = removeCommands({ device: 'wan', kernel: HTB }, { rules: true, root: true, incoming: true });
    expect(all).toHaveLength(3);
    for (const { text: lines } of all) expect(text).toContain(`<<'END'\n${lines}END\n`);
  });
});

describe('a standing plan', () => {
  const plan = (kbps: number, outside: number, booths: number) =>
    standingPlan({ capacity: { up: kbps, down: kbps }, marking: MARKING, outside, booths });

  it('has room for the sound of the largest hearing and of all booths at once', () => {
    const { up } = plan(2000, 3, 2);
    // 3 people who each hear 3 others at 55 kbit/s, and one of each booth; each class has 1 kbit/s more.
    expect(up.classes['hearing-audio'].guaranteed).toBe(9 * 55 + 1);
    expect(up.classes['booth-audio'].guaranteed).toBe(2 * 55 + 1);
    expect(up.rate).toBe(1900);
  });

  it('is refused where that sound does not fit', () => {
    expect(() => plan(500, 3, 2)).toThrow('capacity-too-small');
    expect(plan(500, 1, 2).up.rate).toBe(475);
  });
});

describe('Wi-Fi', () => {
  /** As hostapd and Linux read it: pairs of exceptions, then eight ranges, of which the first that fits counts. */
  function priority(map: string, dscp: number): number {
    const numbers = map.split(',').map(Number);
    const pairs = Array.from({ length: numbers.length / 2 }, (_, at) => numbers.slice(2 * at, 2 * at + 2));
    const exception = pairs.slice(0, -8).find(([of]) => of === dscp);
    if (exception !== undefined) return exception[1] as number;
    const found = pairs.slice(-8).findIndex(([from, to]) => (from as number) <= dscp && dscp <= (to as number));
    return found < 0 ? dscp >> 3 : found;
  }

  it('sends sound as voice and pictures as video (RFC 8325)', () => {
    const map = qosMapSet();
    const priorities = { ef: 46, af41: 34, af42: 36, af21: 18, cs0: 0, cs1: 8, lephb: 1 };
    expect(Object.entries(priorities).map(([name, dscp]) => [name, priority(map, dscp)])).toEqual([
      ['ef', 6],
      ['af41', 4],
      ['af42', 4],
      ['af21', 3],
      ['cs0', 0],
      ['cs1', 1],
      ['lephb', 1],
    ]);
    const count = map.split(',').length;
    expect(count % 2).toBe(0);
    expect(count).toBeGreaterThanOrEqual(16);
    expect(count).toBeLessThanOrEqual(16 + 2 * 21);
    expect(fileNamed(openWrtConfiguration(THIN), 'wireless')).toContain(`option iw_qos_map_set '${map}'`);
  });

  it('as a control: without a map sound would be video', () => {
    expect(priority('255,255,255,255,255,255,255,255,255,255,255,255,255,255,255,255', 46)).toBe(5);
  });
});
