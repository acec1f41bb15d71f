import type { ContactFile } from './contact-file.js';
import { planePaths } from './janus/plane-paths.js';
import { removeFolders } from './janus/prepare-folders.js';
import { Nftables } from './network/nftables.js';
import { brokenError, type PlaneSite, type RunningPlane, startPlane } from './start-plane.js';
import { makeSecrets } from './plane-secrets.js';
import { Pulse } from './pulse.js';

/** Randomness and time, given in. `wait` ends early when the signal fires. */
export interface WatchMeans {
  readonly random: (bytes: number) => Uint8Array;
  readonly now: () => Date;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const LOOK_MS = 1000;
const CALM_MS = 60_000;

/**
 * Keeps a plane running: looks at it every second, kills it (and ends with an error) when a layer is gone, starts
 * another with new secrets when Janus dies, or is killed because it hangs. contact.json is there only while a checked plane runs.
 */
export class Watch {
  private readonly stopping = new AbortController();

  constructor(
    private readonly site: PlaneSite,
    private readonly contact: ContactFile,
    private readonly means: WatchMeans,
  ) {}

  stop(): void {
    this.stopping.abort();
  }

  /** Resolves after `stop()`; rejects with PlaneError when the plane cannot start or a layer broke. */
  async run(): Promise<void> {
    try {
      for (let deaths = 0; !this.stopping.signal.aborted;) {
        const started = this.means.now().getTime();
        await this.contact.remove();
        await this.once();
        if (this.stopping.signal.aborted) return;
        deaths = this.means.now().getTime() - started > CALM_MS ? 1 : deaths + 1;
        await this.means.wait(Math.min(30_000, 250 * 2 ** deaths), this.stopping.signal);
      }
    } finally {
      await this.contact.remove();
      await removeFolders(planePaths(this.site.config.folder));
      if (this.site.means.nftables) await new Nftables(this.site.kind).remove();
    }
  }

  private async once(): Promise<void> {
    const plane = await startPlane(this.site, makeSecrets(this.means.random), this.means.now);
    const over = new AbortController();
    try {
      await this.contact.write(plane.contact);
      const { profile, mediaAddress, mediaPorts, janusVersion } = plane.contact;
      this.site.log(
        `ready: seal ${profile.profile}${profile.missing.length > 0 ? ` without ${profile.missing.join(', ')}` : ''}; media ${mediaAddress} UDP ${mediaPorts.join('-')}; Janus ${janusVersion}`,
      );
      void this.listen(plane, over.signal);
      await this.guard(plane);
    } finally {
      over.abort();
      await this.contact.remove();
      await plane.janus.stop();
    }
  }

  /** Ends a Janus that hangs, so that it is one that died. */
  private async listen({ janus, contact }: RunningPlane, over: AbortSignal): Promise<void> {
    if (!(await new Pulse(contact, this.means.wait).hangs(over)) || janus.hasEnded) return;
    this.site.log('Janus answers no question any more: killed');
    await janus.kill();
  }

  private async guard(plane: RunningPlane): Promise<void> {
    const { janus } = plane;
    while (!janus.hasEnded && !this.stopping.signal.aborted) {
      const broken = await plane.look().catch(() => undefined);
      if (broken === undefined) {
        // unreadable: it is ending, or it must not go on unseen
        await Promise.race([janus.ended, this.means.wait(LOOK_MS, this.stopping.signal)]);
        if (!janus.hasEnded && !this.stopping.signal.aborted) await janus.kill();
        continue;
      }
      if (broken.length > 0) {
        await janus.kill();
        throw brokenError(this.site.kind, broken);
      }
      await Promise.race([janus.ended, this.means.wait(LOOK_MS, this.stopping.signal)]);
    }
    if (janus.hasEnded) this.site.log(`${await janus.ended}; starting another with new secrets`);
  }
}
