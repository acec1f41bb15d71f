import { describe, expect, it } from 'vitest';
import { howToGet, missingPackages, NEEDED, packagesFor, readSystem } from '../../../apps/runner/debian.mjs';

type Needed = string[][];
const debian12 = readSystem('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n');
const ubuntu = readSystem('PRETTY_NAME="Ubuntu 24.04"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n');
const fedora = readSystem('PRETTY_NAME=\'Fedora 41\'\nNAME="Fedora"\nID=fedora\nVERSION_ID=41\n');

const names = (missing: Needed) => missing.map(([name]) => name);
const nothing = { exists: () => false, list: () => [] as string[] };

describe('what is missing', () => {
  it('is everything on a bare system, and for an ordinary user only what it could use', () => {
    expect(names(missingPackages(NEEDED, { root: true, ...nothing }))).toEqual(names(NEEDED as Needed));
    expect(names(missingPackages(NEEDED, { root: false, ...nothing }))).toEqual([
      ...['janus', 'redis-server', 'postgresql', 'util-linux'],
    ]);
  });

  it('finds PostgreSQL in any version, and not in a folder left behind by one', () => {
    const present = new Set(['/usr/lib/postgresql', '/usr/lib/postgresql/17/bin/postgres']);
    const look = (list: string[]) =>
      names(missingPackages(NEEDED, { root: true, exists: (file: string) => present.has(file), list: () => list }));
    expect(look(['15', '17'])).not.toContain('postgresql');
    expect(look(['15'])).toContain('postgresql');
  });

  it('is nothing when every file is there', () => {
    expect(missingPackages(NEEDED, { root: true, exists: () => true, list: () => ['15'] })).toEqual([]);
  });
});

describe('how to get it', () => {
  const missing = (NEEDED as Needed).filter(([name = '']) => ['janus', 'bubblewrap'].includes(name));

  it('on Debian 12: the exact packages, the exact command, and only those services masked that would come', () => {
    const said = howToGet(missing, debian12);
    expect(said).toContain('Missing Debian packages: janus bubblewrap\n');
    expect(said).toMatch(
      /^systemctl mask janus.service && apt-get install -y --no-install-recommends janus bubblewrap$/m,
    );
    expect(said).not.toContain('redis');
    const quiet = howToGet(
      missing.filter(([name]) => name === 'bubblewrap'),
      debian12,
    );
    expect(quiet).not.toContain('systemctl');
  });

  it('on a relative of Debian: its name, the files, and the command as an offer', () => {
    const said = howToGet(missing, ubuntu);
    expect(said).toContain('this is Ubuntu 24.04');
    expect(said).toContain('/usr/bin/janus');
    expect(said).toContain('apt-get install');
  });

  it('elsewhere: its name, the files and where each comes from, and no command that is not there', () => {
    const said = howToGet([...missing, ['chromium', '/usr/bin/chromium']], fedora);
    expect(said).toContain('this is ');
    expect(said).toMatch(/\/usr\/bin\/janus +Janus WebRTC server/);
    expect(said).toMatch(/\/usr\/bin\/chromium +Debian's package chromium/);
    expect(said).not.toContain('apt-get');
  });

  it('asks for more only where people outside are to get in', () => {
    expect(names(packagesFor([], {}))).toEqual([]);
    expect(names(packagesFor(['--lan'], {}))).toEqual(['openssl', 'coturn']);
    expect(names(packagesFor(['--lan'], { HABEAS_RELAY: 'off' }))).toEqual(['openssl']);
    expect(names(packagesFor([], { HABEAS_PUBLIC_ADDRESS: '203.0.113.9' }))).toEqual(['coturn']);
    expect(howToGet(packagesFor(['--lan'], {}), debian12)).toContain('systemctl mask coturn.service');
  });

  it('knows Debian 12 from other releases and from nothing at all', () => {
    expect(debian12).toMatchObject({ supported: true, apt: true });
    expect(readSystem('ID=debian\nVERSION_ID="13"\n')).toMatchObject({ supported: false, apt: true });
    expect(readSystem('')).toEqual({ name: 'an unknown system', supported: false, apt: false });
  });
});
