import { formatVkey, type LeafWriter } from '#ledger';
import { randomBytes } from 'node:crypto';
import { parseConfig } from './config.js';
import { DiskFiles } from './disk-files.js';
import { Keeper } from './keeper.js';
import { KEEPER_SENTENCES, KeeperError } from './keeper-error.js';
import { serveWriter } from './keeper-server.js';
import { openKey } from './open-key.js';
import { SigningGuard } from './signing-guard.js';
import { claimFolder } from './single-keeper.js';

process.umask(0o007);

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const secrets = new DiskFiles(config.privateFolder, { file: 0o600, folder: 0o700 });
  const files = new DiskFiles(config.ledgerFolder, { file: 0o644, folder: 0o755 });
  await secrets.prepare();
  await files.prepare();
  const release = await claimFolder(config.privateFolder);
  try {
    const guard = new SigningGuard(secrets);
    const key = await openKey(secrets, files, guard, config.origin, () => new Uint8Array(randomBytes(32)));
    const vkey = formatVkey(key.verifier);
    await files.write('log.vkey', new TextEncoder().encode(`${vkey}\n`));
    const keeper = new Keeper({ files, guard, key }, Date.now);
    await keeper.start();
    const servers = await Promise.all(
      Object.entries(config.writers).map(([writer, socket]) => serveWriter(keeper, writer as LeafWriter, socket)),
    );
    const stop = async (): Promise<void> => {
      await Promise.all(
        servers.map((server) => new Promise((resolve) => server.close(resolve).closeIdleConnections())),
      );
      await keeper.idle();
      await release();
      process.exit(0);
    };
    process.once('SIGTERM', () => void stop());
    process.once('SIGINT', () => void stop());
    const { size, origin } = keeper.state();
    process.stdout.write(`${JSON.stringify({ ready: true, part: 'ledger-keeper', origin, size, vkey })}\n`);
  } catch (error) {
    await release();
    throw error;
  }
}

main().catch((error: unknown) => {
  const code = (error as { code?: string }).code ?? 'failed';
  const message = error instanceof Error ? error.message : String(error);
  const sentence = error instanceof KeeperError ? KEEPER_SENTENCES[error.code] : undefined;
  process.stderr.write(`${JSON.stringify({ ready: false, part: 'ledger-keeper', code, sentence, message })}\n`);
  process.exit(1);
});
