import { join } from 'node:path';

/** Everything the runner makes on disk (docs/architecture.md). `run` goes with the stop, `data` stays. */
export interface Places {
  readonly project: string;
  readonly data: string;
  readonly run: string;
}

/** A folder of a part: who owns it and who may enter. Names are users; undefined stands for root. */
export interface FolderPlan {
  readonly path: string;
  readonly owner: string | undefined;
  readonly group: string | undefined;
  readonly mode: number;
}

const own = (path: string, user: string): FolderPlan => ({ path, owner: user, group: user, mode: 0o700 });
/** The facility may enter it, and what is made in it belongs to the facility's group. */
const shared = (path: string, user: string, mode = 0o2750): FolderPlan => {
  return { path, owner: user, group: 'habeas-facility', mode };
};
const ours = (path: string, mode: number): FolderPlan => ({ path, owner: undefined, group: undefined, mode });

export function folderPlan({ data, run }: Places): FolderPlan[] {
  return [
    ours(data, 0o755),
    ours(join(data, 'log'), 0o750),
    own(join(data, 'postgres'), 'habeas-postgres'),
    own(join(data, 'redis'), 'habeas-redis'),
    own(join(data, 'keeper'), 'habeas-keeper'),
    shared(join(data, 'ledger'), 'habeas-keeper', 0o2755),
    own(join(data, 'facility'), 'habeas-facility'),
    ours(run, 0o711),
    ours(join(run, 'program'), 0o755),
    ours(join(run, 'program/libs'), 0o755),
    ours(join(run, 'program/libs/postgres'), 0o755),
    ours(join(run, 'program/libs/postgres/migrations'), 0o755),
    shared(join(run, 'postgres'), 'habeas-postgres'),
    shared(join(run, 'redis'), 'habeas-redis'),
    ours(join(run, 'keeper'), 0o711),
    shared(join(run, 'keeper/facility'), 'habeas-keeper'),
    ours(join(run, 'booth-plane'), 0o711),
    ours(join(run, 'hearing-plane'), 0o711),
    ours(join(run, 'relay'), 0o711),
    shared(join(run, 'link'), 'habeas-link'),
  ];
}
