#!/bin/sh
# Makes the database cluster, once. It is made beside its place and renamed when whole, so a start that was cut off
# leaves nothing half. Runs as the database's user: $1 PostgreSQL's programs, $2 data folder, $3 the system user that
# logs in as "habeas". No password exists: the kernel says who is at the other end of the socket (peer).
set -eu
[ ! -e "$2/cluster/PG_VERSION" ] || exit 0
if [ -e "$2/cluster.before-restore" ]; then
  echo "a restore was cut off: run it again, or rename cluster.before-restore to cluster" >&2
  exit 1
fi
rm -rf "$2/cluster.new"
"$1/initdb" -D "$2/cluster.new" --username=postgres --auth=reject --encoding=UTF8 --locale=C.UTF-8 --no-instructions
printf 'local all postgres peer map=admin\nlocal habeas habeas peer map=habeas\n' > "$2/cluster.new/pg_hba.conf"
printf 'habeas "%s" habeas\nadmin "%s" postgres\n' "$3" "$(id -un)" > "$2/cluster.new/pg_ident.conf"
printf '%s\n%s\n' 'CREATE ROLE habeas LOGIN;' 'CREATE DATABASE habeas OWNER habeas;' |
  "$1/postgres" --single -D "$2/cluster.new" postgres > /dev/null
mv "$2/cluster.new" "$2/cluster"
