import { createHash } from 'node:crypto';
import { PlaneError } from '../plane-error.js';
import type { PlaneSecrets } from '../plane-secrets.js';
import type { PlanePaths } from './plane-paths.js';

export const CONFIG_FILES = ['janus.jcfg', 'janus.transport.websockets.jcfg', 'janus.plugin.videoroom.jcfg'] as const;
export type ConfigFile = (typeof CONFIG_FILES)[number];
export type ConfigTexts = Record<ConfigFile, string>;

export interface PlaneSettings {
  readonly paths: PlanePaths;
  readonly mediaAddress: string;
  readonly mediaPorts: readonly [number, number];
  readonly reclaimSeconds: number;
  /** Named in candidates beside the media address; nothing is bound to it. */
  readonly publicAddress: string | undefined;
}

/**
 * Fills a plane's templates. Text values are quoted here and may hold no quote, backslash or
 * control character, so no value can become configuration.
 * @throws PlaneError `bad-settings` for such a value, for an unknown name, and for a name left over.
 */
export function renderJanusConfig(templates: ConfigTexts, settings: PlaneSettings, secrets: PlaneSecrets): ConfigTexts {
  const values = valuesOf(settings, secrets);
  const rendered: Partial<ConfigTexts> = {};
  for (const file of CONFIG_FILES) rendered[file] = fill(templates[file], values);
  return rendered as ConfigTexts;
}

/** SHA-256 (hex) of the filled texts in the order of CONFIG_FILES, with every secret replaced by its name. */
export function configHash(templates: ConfigTexts, settings: PlaneSettings): string {
  const names = { apiSecret: 'apiSecret', adminKey: 'adminKey', adminSecret: 'adminSecret', roomSeed: 'roomSeed' };
  const texts = renderJanusConfig(templates, settings, names);
  const hash = createHash('sha256');
  for (const file of CONFIG_FILES) hash.update(`${file}\0${texts[file]}\0`);
  return hash.digest('hex');
}

function valuesOf({ paths, ...settings }: PlaneSettings, secrets: PlaneSecrets): ReadonlyMap<string, string> {
  const [from, to] = settings.mediaPorts;
  return new Map([
    ['configFolder', quoted(paths.config)],
    ['pluginsFolder', quoted(paths.plugins)],
    ['transportsFolder', quoted(paths.transports)],
    ['eventsFolder', quoted(paths.events)],
    ['loggersFolder', quoted(paths.loggers)],
    ['apiSocket', quoted(paths.apiSocket)],
    ['adminSocket', quoted(paths.adminSocket)],
    ['apiSecret', quoted(secrets.apiSecret)],
    ['adminSecret', quoted(secrets.adminSecret)],
    ['adminKey', quoted(secrets.adminKey)],
    ['mediaAddress', quoted(settings.mediaAddress)],
    ['portRange', quoted(`${from}-${to}`)],
    ['ipv6', settings.mediaAddress.includes(':') ? 'true' : 'false'],
    ['publicAddress', publicLines(settings.publicAddress)],
    ['reclaimSeconds', String(settings.reclaimSeconds)],
  ]);
}

/** Janus maps every address it binds to this one, and goes on naming its own for devices in the building. */
function publicLines(address: string | undefined): string {
  return address === undefined ? '' : `nat_1_1_mapping = ${quoted(address)}\n\tkeep_private_host = true`;
}

function quoted(text: string): string {
  if (!/^[A-Za-z0-9/._:-]+$/.test(text))
    throw new PlaneError('bad-settings', 'A path or address of the plane holds a character that Janus could misread.');
  return `"${text}"`;
}

function fill(template: string, values: ReadonlyMap<string, string>): string {
  return template.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new PlaneError('bad-settings', `The Janus template names "${name}", which nothing fills.`);
    return value;
  });
}
