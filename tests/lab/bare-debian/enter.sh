#!/bin/bash
# enter.sh BASE FOLDER: the first process of a bare machine; its root is BASE with FOLDER/upper over it.
set -eu
. "$(dirname "$0")/../own-root.sh"
own_root "$1" "$2" bare
enter_root
# bash takes in orphans, as a machine's first process does.
exec bash -c 'echo entered; sleep infinity & wait'
