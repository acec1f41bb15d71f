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

/** The script that makes the cluster, once; arguments: programs, data folder, system user that logs in as `habeas`. */
export const MAKE_CLUSTER = 'deploy/postgres/make-cluster.sh';

/** A cluster that listens on one Unix socket and nowhere else, with durable commits. The lock outlives any orphan. */
export function postgresCommand(programs: string, data: string, socketFolder: string): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0770',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '60',
    logging_collector: 'off',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    shared_memory_type: 'mmap',
    dynamic_shared_memory_type: 'posix',
    timezone: 'UTC',
    log_timezone: 'UTC',
    hba_file: `${data}/cluster/pg_hba.conf`,
  };
  return [
    '/usr/bin/flock',
    '--nonblock',
    '--no-fork',
    `${data}/lock`,
    `${programs}/postgres`,
    '-D',
    `${data}/cluster`,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

export function databaseUrl(socketFolder: string): string {
  return `postgresql://habeas@localhost/habeas?host=${encodeURIComponent(socketFolder)}`;
}
