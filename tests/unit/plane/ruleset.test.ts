import { describe, expect, it } from 'vitest';
import { rulesetHolds, rulesetText } from '../../../libs/plane/src/network/ruleset.js';

const plan = { uid: 993, mediaAddress: '10.77.3.1', mediaPorts: [29000, 29100] as [number, number] };

describe('the rule of a plane', () => {
  it('is this text', () => {
    expect(rulesetText('habeas_booth', plan)).toBe(`add table inet habeas_booth
delete table inet habeas_booth
table inet habeas_booth {
  counter media { }
  counter refused { }
  chain plane {
    ip saddr 10.77.3.1 udp sport 29000-29100 counter name "media" accept
    counter name "refused" drop
  }
  chain output {
    type filter hook output priority -10; policy accept;
    meta skuid 993 jump plane
  }
}
`);
  });

  it('names an IPv6 media address as one', () => {
    expect(rulesetText('habeas_booth', { ...plan, mediaAddress: 'fd00::1' })).toContain('ip6 saddr fd00::1 udp sport');
  });

  it('is recognised when the kernel has it, and not when anything of it was changed', () => {
    const listing = rulesetText('habeas_booth', plan).split('\n').slice(2).join('\n');
    expect(rulesetHolds(listing, plan)).toBe(true);
    expect(rulesetHolds(listing.replace('priority -10', 'priority filter - 10'), plan)).toBe(true);
    expect(rulesetHolds('', plan)).toBe(false);
    expect(rulesetHolds(listing, { ...plan, uid: 994 })).toBe(false);
    expect(rulesetHolds(listing.replace('29100', '65535'), plan)).toBe(false);
    expect(rulesetHolds(listing.replace('"refused" drop', '"refused" accept'), plan)).toBe(false);
    expect(rulesetHolds(listing.replace('meta skuid', 'ip saddr 10.0.0.1 udp sport 1 accept\nmeta skuid'), plan)).toBe(
      false,
    );
    expect(rulesetHolds(listing.replace('meta skuid 993 jump plane', ''), plan)).toBe(false);
  });
});
