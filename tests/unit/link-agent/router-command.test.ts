import { linuxConfiguration, openWrtConfiguration, standingPlan } from '#link';
import { describe, expect, it } from 'vitest';
import { ROUTER_USAGE, routerText } from '../../../apps/link-agent/src/router-command.js';

const USUAL = '--up 2000 --down 8000 --wan wan0 --media 192.0.2.7';
const printed = (words: string, environment: Record<string, string> = {}) => routerText(words.split(' '), environment);
const marking = {
  address: '192.0.2.7',
  hearingPorts: [43000, 43399] as [number, number],
  boothPorts: [29000, 29100] as [number, number],
  pagePort: 443,
  audioPayloads: [111, 63, 109],
};
const capacity = { up: 2000, down: 8000 };
const plan = standingPlan({ capacity, marking, outside: 3, booths: 2 });

describe('npm run router', () => {
  it('prints the script for Linux and nothing else', () => {
    expect(printed(`linux ${USUAL}`)).toBe(linuxConfiguration({ capacity, plan, site: { device: 'wan0' } }).text);
  });

  it('prints the files for OpenWrt, each under its path', () => {
    const text = printed(`openwrt ${USUAL} --lan lan1 --inside 192.168.1.10`);
    const inside = { device: 'lan1', address: '192.168.1.10' };
    const files = openWrtConfiguration({ capacity, plan, site: { device: 'wan0', inside } });
    expect(text.match(/^### (\S+):/gm)).toEqual(files.map(({ path }) => `### ${path}:`));
    for (const file of files) expect(text).toContain(file.text);
  });

  it('prints one of them alone, to be handed on', () => {
    const files = openWrtConfiguration({ capacity, plan, site: { device: 'wan0' } });
    expect(printed(`openwrt ${USUAL} --file marks.nft`)).toBe(
      files.find(({ path }) => path.endsWith('marks.nft'))?.text,
    );
  });

  it('takes what the other programs are set to', () => {
    const settings = {
      HABEAS_LINE_UP: '2000',
      HABEAS_LINE_DOWN: '8000',
      HABEAS_PUBLIC_ADDRESS: '192.0.2.7',
      HABEAS_MEDIA_ADDRESS: '192.168.1.10',
    };
    expect(printed('linux --wan wan0', settings)).toBe(printed(`linux ${USUAL}`));
    const inside = printed('linux --wan wan0 --lan lan1', settings);
    expect(inside).toContain('ip saddr 192.168.1.10 udp sport 43000-43399 goto inside_hearing');
    const other = printed('linux --wan wan0', { ...settings, HABEAS_MEDIA_PORTS: '40000-40100', HABEAS_PORT: '3000' });
    expect(other).toContain('udp sport 40000-40100 goto up_booth');
    expect(other).toContain('tcp sport 3000 goto up_signalling');
  });

  it.each([
    ['', ROUTER_USAGE],
    ['fritzbox --up 1', ROUTER_USAGE],
    [`linux ${USUAL.replace('--up 2000 ', '')}`, '--up is missing: kbit/s that the line carries from the building.'],
    [`linux ${USUAL} --up 2M`, '--up 2M is not a whole number: kbit/s that the line carries from the building.'],
    [`linux ${USUAL} --up 0`, 'Rates of the line are above 0 kbit/s.'],
    [`linux ${USUAL} --up 300`, 'The line does not carry the sound of that hearing and those booths'],
    [`linux ${USUAL.replace('--wan wan0 ', '')}`, '--wan is missing: the device towards the line.'],
    ["linux --wan wan0';reboot;'", "--wan wan0';reboot;' is not the name of a device"],
    [`openwrt ${USUAL} --lan a_name_too_long_for_a_device`, 'is not the name of a device'],
    [`linux ${USUAL} --media desk.example`, '--media desk.example is not an IP address.'],
    [`linux ${USUAL.replace(' --media 192.0.2.7', '')}`, '--media is missing'],
    [`linux ${USUAL} --booth-ports 29000`, '--booth-ports 29000 is not FROM-TO.'],
    [`linux ${USUAL} --booth-ports 29100-29000`, 'This makes no plan.'],
    [`linux ${USUAL} --outside 0 --booths 0`, 'then there is nothing to mark'],
    [`openwrt ${USUAL} --file dhcp`, '--file dhcp: the files are /etc/config/sqm, '],
    [`linux ${USUAL} --speed 3`, "Unknown option '--speed'"],
    [`linux ${USUAL} more`, "Unexpected argument 'more'"],
  ])('says plainly what is wrong: %s', (words, sentence) => {
    const said = (): string => {
      try {
        return printed(words);
      } catch (error) {
        return (error as { code?: string }).code === 'bad-settings'
          ? (error as Error).message
          : `not plain: ${String(error)}`;
      }
    };
    expect(said()).toContain(sentence);
    expect(said()).not.toContain('###');
  });
});
