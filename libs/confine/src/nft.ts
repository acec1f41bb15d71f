import { execFile } from 'node:child_process';

const NFT = '/usr/sbin/nft';

/** Runs nftables (CAP_NET_ADMIN) and answers what it printed. Rejects with what it said. */
export function nft(args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(NFT, args, { timeout: 10_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(stderr.trim() || error.message));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
