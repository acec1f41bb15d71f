import { describe, expect, it } from 'vitest';
import { lastJson, Seeded } from '../../../apps/runner/src/seeded.js';
import { startTable } from '../../../apps/runner/src/start-table.js';

const facts = { port: 3000, domain: 'localhost', tls: false, metricsPort: 9100, data: '/srv/data' };
const full = { profile: 'full', missing: [] };

describe('the table of npm start', () => {
  it('shows first passwords when there are any', () => {
    const seeded = Seeded.parse(
      lastJson(
        'x\n{"facility":"F","accounts":[{"username":"desk","role":"desk","password":"p1"}],"kiosk":{"booth":"1","enrolmentCode":"E1"}}\n',
      ),
    );
    const table = startTable({ ...facts, seeded, seal: full });
    expect(table).toContain('http://desk.localhost:3000');
    expect(table).toContain('desk      desk       password p1');
    expect(table).toContain('E1 (booth 1)');
    expect(table).not.toContain('reset-password');
  });

  it('shows none later, and how to get a new one', () => {
    const seeded = { facility: 'F', accounts: [{ username: 'desk', role: 'desk' }] };
    const table = startTable({ ...facts, seeded, seal: { profile: 'demo', missing: ['own-user'] } });
    expect(table).not.toContain('password p');
    expect(table).toContain('npm start -- --reset-password NAME');
    expect(table).toContain('demo, without own-user');
  });

  it('says nothing was printed when nothing was', () => expect(lastJson('no json')).toBeUndefined());
});
