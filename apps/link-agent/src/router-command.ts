import { parseArgs } from 'node:util';
import {
  DEVICE_NAME,
  LinePlan,
  linuxConfiguration,
  LinkError,
  type Marking,
  openWrtConfiguration,
  type RouterFile,
  type RouterInput,
  standingPlan,
} from '#link';
import { z } from 'zod';
import { LinkAgentError } from './link-agent-error.js';

export const ROUTER_USAGE = `usage: npm run -s router -- openwrt|linux --up KBIT --down KBIT --wan IFACE [--lan IFACE] [--media ADDRESS]

  openwrt | linux    files for OpenWrt, or a shell script for a router with plain Linux
  --up, --down       what the line carries, from the building and to it, in kbit/s (default HABEAS_LINE_UP, HABEAS_LINE_DOWN)
  --wan              the device towards the line
  --lan              the device behind which the machine with the media planes is: marks for Wi-Fi are made there, too
  --media            address of the media planes as the line sees it, outside of a NAT (default HABEAS_PUBLIC_ADDRESS,
                     else HABEAS_MEDIA_ADDRESS)
  --inside           their address in the building, where it is another one (default HABEAS_MEDIA_ADDRESS, else --media)
  --outside          people beyond the line in the largest hearing (default 3)
  --booths           conversations of booths at a time (default 2)
  --hearing-ports, --booth-ports, --page-port
                     where they are not 43000-43399, 29000-29100 and 443 (default HABEAS_HEARING_MEDIA_PORTS,
                     HABEAS_MEDIA_PORTS, HABEAS_PORT); the planes' logs name them
  --file             of OpenWrt's files only the one whose path ends so, without its heading

Prints; changes nothing. docs/routers.md says what to do with it.`;

/** As `apps/facility` has them: Opus of Chromium and Safari, its redundant form, and Opus of Firefox. */
const AUDIO_PAYLOADS = [111, 63, 109];
const OPTIONS = [
  'up',
  'down',
  'wan',
  'lan',
  'media',
  'inside',
  'outside',
  'booths',
  'hearing-ports',
  'booth-ports',
  'page-port',
  'file',
] as const;
type Option = (typeof OPTIONS)[number];

const wrong = (sentence: string): never => {
  throw new LinkAgentError('bad-settings', sentence);
};

/** The first that is given, of an option and the settings that stand for it. */
class Given {
  constructor(
    private readonly options: Partial<Record<Option, string>>,
    private readonly environment: Record<string, string | undefined>,
  ) {}

  text(option: Option, ...settings: string[]): string | undefined {
    return this.options[option] ?? settings.map((name) => this.environment[name]).find((value) => value !== undefined);
  }

  number(option: Option, meaning: string, otherwise?: number, ...settings: string[]): number {
    const text = this.text(option, ...settings);
    if (text === undefined && otherwise !== undefined) return otherwise;
    if (text === undefined) return wrong(`--${option} is missing: ${meaning}.`);
    return /^\d{1,8}$/.test(text) ? Number(text) : wrong(`--${option} ${text} is not a whole number: ${meaning}.`);
  }

  device(option: 'wan' | 'lan'): string | undefined {
    const name = this.text(option);
    if (name === undefined || DEVICE_NAME.test(name)) return name;
    return wrong(`--${option} ${name} is not the name of a device, as \`ip link\` lists them.`);
  }

  address(option: 'media' | 'inside', ...settings: string[]): string | undefined {
    const text = this.text(option, ...settings);
    if (text === undefined || z.union([z.ipv4(), z.ipv6()]).safeParse(text).success) return text;
    return wrong(`--${option} ${text} is not an IP address.`);
  }

  ports(option: 'hearing-ports' | 'booth-ports', otherwise: string, setting: string): [number, number] {
    const text = this.text(option, setting) ?? otherwise;
    const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? wrong(`--${option} ${text} is not FROM-TO.`);
    return [Number(from), Number(to)];
  }
}

function readInput(given: Given): RouterInput {
  const device = given.device('wan') ?? wrong('--wan is missing: the device towards the line.');
  const lan = given.device('lan');
  const address =
    given.address('media', 'HABEAS_PUBLIC_ADDRESS', 'HABEAS_MEDIA_ADDRESS') ??
    wrong('--media is missing: the address of the media planes as the line sees it.');
  const inside = given.address('inside', 'HABEAS_MEDIA_ADDRESS') ?? address;
  const capacity = {
    up: given.number('up', 'kbit/s that the line carries from the building', undefined, 'HABEAS_LINE_UP'),
    down: given.number('down', 'kbit/s that the line carries to the building', undefined, 'HABEAS_LINE_DOWN'),
  };
  const marking: Marking = {
    address,
    hearingPorts: given.ports('hearing-ports', '43000-43399', 'HABEAS_HEARING_MEDIA_PORTS'),
    boothPorts: given.ports('booth-ports', '29000-29100', 'HABEAS_MEDIA_PORTS'),
    pagePort: given.number('page-port', 'TCP port of the screens', 443, 'HABEAS_PORT'),
    audioPayloads: AUDIO_PAYLOADS,
  };
  const outside = given.number('outside', 'people beyond the line in the largest hearing', 3);
  const booths = given.number('booths', 'conversations of booths at a time', 2);
  if (outside + booths === 0) return wrong('--outside and --booths are both 0: then there is nothing to mark.');
  if (outside > 100 || booths > 100)
    return wrong('More than 100 of --outside or --booths are not planned for one line.');
  const plan = standingPlan({ capacity, marking, outside, booths });
  const read = LinePlan.safeParse(plan);
  if (!read.success) return wrong(`This makes no plan. ${z.prettifyError(read.error)}`);
  return { capacity, plan, site: { device, inside: lan === undefined ? undefined : { device: lan, address: inside } } };
}

const LINK_SENTENCE: Readonly<Record<LinkError['code'], string>> = {
  'capacity-unknown': 'Rates of the line are above 0 kbit/s.',
  'capacity-too-small':
    'The line does not carry the sound of that hearing and those booths, or has less than 100 kbit/s.',
  'streams-wrong': '--outside and --booths are whole numbers of people and conversations.',
};

const headed = ({ path, is, text }: RouterFile): string =>
  `### ${path}: ${is === 'whole' ? 'the whole file' : 'goes into the file that is there'}\n\n${text}\n`;

function printed(files: readonly RouterFile[], end: string | undefined): string {
  if (end === undefined) return files.map(headed).join('\n');
  const found = files.find(({ path }) => path.endsWith(end));
  return found?.text ?? wrong(`--file ${end}: the files are ${files.map(({ path }) => path).join(', ')}.`);
}

/**
 * What is printed for the words of the command line: a script alone, or each file under a heading.
 * @throws LinkAgentError `bad-settings` with a sentence for the operator.
 */
export function routerText(words: readonly string[], environment: Record<string, string | undefined>): string {
  const [kind, ...rest] = words;
  if (kind !== 'openwrt' && kind !== 'linux') return wrong(ROUTER_USAGE);
  const options = Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: rest, options, strict: true, allowPositionals: false });
    const input = readInput(new Given(values as Partial<Record<Option, string>>, environment));
    return kind === 'linux' ? linuxConfiguration(input).text : printed(openWrtConfiguration(input), values['file']);
  } catch (error) {
    if (error instanceof LinkError) return wrong(LINK_SENTENCE[error.code]);
    const { code, message } = error as { code?: string; message: string };
    if (code?.startsWith('ERR_PARSE_ARGS') === true) return wrong(`${message}\n\n${ROUTER_USAGE}`);
    throw error;
  }
}
