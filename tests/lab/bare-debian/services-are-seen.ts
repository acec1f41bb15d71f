import type { BareBox } from './bare-box.js';
import type { Check } from './new-user.js';

/** Positive control: installed in the ordinary way, Redis runs at once, and the look at the processes finds it. */
export async function servicesAreSeen(box: BareBox): Promise<Check> {
  const quiet = 'DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends redis-server';
  const { output } = await box.run(`apt-get update && ${quiet}`);
  const ok =
    box.processes().some(({ command }) => command.startsWith('/usr/bin/redis-server')) &&
    box.sockets().some((socket) => socket.startsWith('tcp'));
  return { name: "control: an ordinary installation starts Debian's service", ok, seen: ok ? '' : output.slice(-2000) };
}
