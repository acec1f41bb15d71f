import { readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DiskFiles } from './disk-files.js';
import { PassphraseAsker } from './key-copy/ask-passphrase.js';
import { returnKey } from './key-copy/return-key.js';
import { LEAST_PASSPHRASE, openSeed, sealSeed } from './key-copy/sealed-seed.js';
import { KEEPER_SENTENCES, KeeperError } from './keeper-error.js';
import { readSeed } from './log-key.js';
import { claimFolder } from './single-keeper.js';

const USAGE = `usage: npm run -s log-key -- keep FILE
       npm run -s log-key -- return FILE --seen N

  keep     writes the log's key, sealed with a passphrase, into a new file for paper; Habeas may run
  return   puts it back where DATA/keeper is lost; Habeas must be stopped, the newest ledger in its place
  N        entries of the newest checkpoint that anybody has: ask the oversight body, look at receipts
HABEAS_DATA names the data folder (default ./data). docs/keys.md has the rest.
`;

const data = resolve(process.env['HABEAS_DATA'] || 'data');
const secrets = new DiskFiles(join(data, 'keeper'), { file: 0o600, folder: 0o700 });
const ledger = new DiskFiles(join(data, 'ledger'), { file: 0o644, folder: 0o755 });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function keep(file: string, asker: PassphraseAsker): Promise<void> {
  const seed = await readSeed(secrets);
  if (seed === undefined) throw new KeeperError('key-missing', `no key in ${join(data, 'keeper')}`);
  const vkey = new TextDecoder().decode(await ledger.read('log.vkey')).trim();
  const passphrase = await asker.ask(`Passphrase, ${LEAST_PASSPHRASE} characters or more (six random words): `);
  if ((await asker.ask('The same again: ')) !== passphrase) {
    throw new KeeperError('passphrase-wrong', 'the two are not the same');
  }
  const sealed = sealSeed(seed, passphrase, vkey);
  if (Buffer.compare(openSeed(sealed, passphrase), seed) !== 0) throw new Error('The copy does not open.');
  await writeFile(file, sealed, { flag: 'wx', mode: 0o600 });
  say(`${file}: the key of ${vkey.split('+')[0]}, sealed.`);
  say('Print it, remove the file, keep paper and passphrase in two places.');
}

async function putBack(file: string, seen: number, asker: PassphraseAsker): Promise<void> {
  const seed = openSeed(await readFile(file, 'utf8'), await asker.ask('Passphrase: '));
  const { uid, gid } = await stat(join(data, 'keeper'));
  // What is written belongs to the keeper from its first moment.
  process.setegid?.(gid);
  process.seteuid?.(uid);
  const release = await claimFolder(join(data, 'keeper'));
  try {
    const { origin, size } = await returnKey(secrets, ledger, seed, seen);
    say(`The key of ${origin} is back. It goes on after entry ${size}; the keeper checks every one when it starts.`);
  } finally {
    await release();
  }
}

async function main([verb, file, option, seen]: readonly string[]): Promise<void> {
  const asker = new PassphraseAsker();
  try {
    if (verb === 'keep' && file !== undefined && option === undefined) return await keep(resolve(file), asker);
    if (verb === 'return' && file !== undefined && option === '--seen' && /^\d{1,15}$/.test(seen ?? '')) {
      return await putBack(resolve(file), Number(seen), asker);
    }
    process.stderr.write(USAGE);
    process.exitCode = 2;
  } finally {
    asker.close();
  }
}

process.umask(0o077);
await main(process.argv.slice(2)).catch((error: unknown) => {
  const { message } = error as Error;
  const sentence = error instanceof KeeperError ? KEEPER_SENTENCES[error.code] : undefined;
  process.stderr.write(sentence === undefined ? `${message}\n` : `${sentence} (${message})\n`);
  process.exitCode = 1;
});
