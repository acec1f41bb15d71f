import { readdirSync } from 'node:fs';
import { RunnerError } from './runner-error.js';

/** Debian's programs of the newest PostgreSQL installed, e.g. `/usr/lib/postgresql/15/bin`. */
export function findPostgres(list: (folder: string) => string[] = readdirSync): string {
  const root = '/usr/lib/postgresql';
  const versions = list(root)
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => b - a);
  if (versions[0] === undefined) {
    throw new RunnerError('part-cannot-start', 'PostgreSQL is not installed. On Debian: apt-get install postgresql');
  }
  return `${root}/${versions[0]}/bin`;
}

/**
 * Makes the cluster, once. It is made beside its place and renamed when whole, so a start that was cut off leaves
 * nothing half. Run as the database's user; `$1` programs, `$2` data folder, `$3` name of the system user `habeas`
 * logs in as. No password exists: the kernel says who is at the other end of the socket (peer).
 */
export const MAKE_CLUSTER = `set -eu
[ ! -e "$2/cluster/PG_VERSION" ] || exit 0
rm -rf "$2/cluster.new"
"$1/initdb" -D "$2/cluster.new" --username=postgres --auth=reject --encoding=UTF8 --locale=C.UTF-8 --no-instructions
printf 'local all postgres peer map=admin\\nlocal habeas habeas peer map=habeas\\n' > "$2/cluster.new/pg_hba.conf"
printf 'habeas "%s" habeas\\nadmin "%s" postgres\\n' "$3" "$(id -un)" > "$2/cluster.new/pg_ident.conf"
printf '%s\\n%s\\n' 'CREATE ROLE habeas LOGIN;' 'CREATE DATABASE habeas OWNER habeas;' |
  "$1/postgres" --single -D "$2/cluster.new" postgres > /dev/null
mv "$2/cluster.new" "$2/cluster"
`;

/** A cluster that listens on one Unix socket and nowhere else, with durable commits. The lock outlives any orphan. */
export function postgresCommand(programs: string, data: string, socketFolder: string): string[] {
  const settings = {
    ...{ listen_addresses: '', unix_socket_directories: socketFolder, unix_socket_permissions: '0770' },
    ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '60' },
    ...{
      logging_collector: 'off',
      log_statement: 'none',
      log_min_error_statement: 'panic',
      log_parameter_max_length: '0',
    },
    ...{ log_parameter_max_length_on_error: '0', shared_memory_type: 'mmap', dynamic_shared_memory_type: 'posix' },
    ...{ timezone: 'UTC', log_timezone: 'UTC', hba_file: `${data}/cluster/pg_hba.conf` },
  };
  return [
    ...['/usr/bin/flock', '--nonblock', '--no-fork', `${data}/lock`, `${programs}/postgres`, '-D', `${data}/cluster`],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

export function databaseUrl(socketFolder: string): string {
  return `postgresql://habeas@localhost/habeas?host=${encodeURIComponent(socketFolder)}`;
}
