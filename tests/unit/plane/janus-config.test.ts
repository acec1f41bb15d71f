import { describe, expect, it } from 'vitest';
import { planePaths } from '../../../libs/plane/src/janus/plane-paths.js';
import { configHash, renderJanusConfig } from '../../../libs/plane/src/janus/render-janus-config.js';
import { readTemplates } from '../../../libs/plane/src/janus/templates.js';
import { makeSecrets } from '../../../libs/plane/src/plane-secrets.js';

const settings = {
  paths: planePaths('/run/habeas-x/booth-plane'),
  mediaAddress: '192.0.2.7',
  mediaPorts: [29000, 29100] as [number, number],
  reclaimSeconds: 45,
  publicAddress: undefined,
};
let next = 0;
const secrets = makeSecrets((bytes) => new Uint8Array(bytes).fill((next += 1)));

describe.each(['booth-plane', 'hearing-plane'])('the configuration of the Janus of the %s', async (plane) => {
  const templates = await readTemplates(`deploy/janus/${plane}`);
  const texts = renderJanusConfig(templates, settings, secrets);

  it('has every value and no name left', () => {
    const core = texts['janus.jcfg'];
    expect(core).toContain(`api_secret = "${'01'.repeat(32)}"`);
    expect(core).toContain(`server_name = "habeas-${plane}"`);
    expect(core).toContain('protected_folders = ["/"]');
    expect(core).toContain('rtp_port_range = "29000-29100"');
    expect(core).toContain('ice_enforce_list = "192.0.2.7"');
    expect(core).toContain('reclaim_session_timeout = 45');
    expect(core).toContain('ipv6 = false');
    expect(texts['janus.transport.websockets.jcfg']).toContain('ws_unix = "/run/habeas-x/booth-plane/api/ws.sock"');
    expect(texts['janus.transport.websockets.jcfg']).toContain(
      'admin_ws_unix = "/run/habeas-x/booth-plane/admin/admin.sock"',
    );
    expect(texts['janus.plugin.videoroom.jcfg']).toContain('lock_rtp_forward = true');
    expect(Object.values(texts).join('')).not.toContain('${');
  });

  it('opens no port and writes no log, record or event', () => {
    const all = Object.values(texts).join('\n');
    expect(all).not.toMatch(/ws_port|wss_port|ws_ip|log_to_file|rec_dir|nat_1_1|stun_server|turn_server|dscp/);
  });

  it('names the outer address of a NAT beside its own, and only where there is one', () => {
    const core = renderJanusConfig(templates, { ...settings, publicAddress: '203.0.113.9' }, secrets)['janus.jcfg'];
    expect(core).toContain('nat_1_1_mapping = "203.0.113.9"');
    expect(core).toContain('keep_private_host = true');
    expect(core).toContain('ice_enforce_list = "192.0.2.7"');
  });

  it('has a hash that does not depend on secrets, and changes with anything else', () => {
    const hash = configHash(templates, settings);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(configHash(templates, { ...settings, mediaAddress: '192.0.2.8' })).not.toBe(hash);
    const changed = { ...templates, 'janus.jcfg': `${templates['janus.jcfg']} ` };
    expect(configHash(changed, settings)).not.toBe(hash);
  });

  it('refuses a value that could become configuration, and a name nothing fills', () => {
    expect(() => renderJanusConfig(templates, { ...settings, mediaAddress: '1"; x = "' }, secrets)).toThrow(/misread/);
    const unknown = { ...templates, 'janus.jcfg': 'a = ${other}' };
    expect(() => renderJanusConfig(unknown, settings, secrets)).toThrow(/"other"/);
  });
});
