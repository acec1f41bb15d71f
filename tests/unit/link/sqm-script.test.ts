import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWrtConfiguration } from '#link';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileNamed, routerInput } from './router-samples.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hsqm-'));
  writeFileSync(join(folder, 'defaults.sh'), '');
  writeFileSync(join(folder, 'habeas.qos'), fileNamed(openWrtConfiguration(routerInput(2000, 8000)), '.qos'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the script asks of the programs, of which those fail that `fails` is part of; as SQM sources and calls it. */
function asked(call: string, { fails = 'nothing', up = '1900', down = '7600' } = {}): string[] {
  const text = `
say() { echo "$*"; case "$*" in *'${fails}'*) return 1 ;; esac; }
tc_wrapper() { say tc "$@"; }
ip_wrapper() { say ip "$@"; }
nft() { say nft "$@"; }
do_modules() { :; }
verify_qdisc() { say knows "$@"; }
get_stab_string() { :; }
get_cake_lla_string() { echo overhead 44; }
sqm_error() { echo "error $*"; }
TC=tc_wrapper IP=ip_wrapper SQM_LIB_DIR='${folder}' IFACE=wan UPLINK=${up} DOWNLINK=${down}
. '${folder}/habeas.qos'
if ${call}; then echo started; else echo not; fi
`;
  return execFileSync('sh', ['-s'], { input: text, encoding: 'utf8' }).trimEnd().split('\n');
}

const REMOVED = [
  'nft delete table netdev habeas_link',
  'tc qdisc del dev wan root handle 7a:',
  'ip link del dev habeas-link',
];
const MADE = [
  'tc qdisc add dev wan root handle 7a: cake bandwidth 1900kbit overhead 44 diffserv4 egress',
  'ip link add name habeas-link type ifb',
  'ip link set dev habeas-link up',
  'tc qdisc add dev habeas-link root handle 7a: cake bandwidth 7600kbit overhead 44 diffserv4 ingress',
  'nft -f /etc/habeas/marks.nft',
];

it('makes both queues and leads into them then', () => {
  expect(asked('sqm_start')).toEqual(['knows cake', ...REMOVED, ...MADE, 'started']);
});

it('takes all of it away when one thing fails, and when SQM stops', () => {
  for (const [at, fails] of MADE.entries()) {
    const said = asked('sqm_start', { fails });
    expect(said.slice(4, 4 + at + 1)).toEqual(MADE.slice(0, at + 1));
    expect(said.slice(4 + at + 1, -2)).toEqual(REMOVED);
    expect(said.at(-1)).toBe('not');
  }
  expect(asked('sqm_stop')).toEqual([...REMOVED, 'started']);
});

it('makes nothing without CAKE, or for one direction', () => {
  expect(asked('sqm_start', { fails: 'knows cake' })).toEqual(['knows cake', 'not']);
  expect(asked('sqm_start', { down: '0' })).toEqual(['error habeas.qos needs an interface and both rates.', 'not']);
});
