#!/bin/sh
# facility.sh PROGRAM [ARGUMENT…]: runs a program of the facility once (seed, reset-password NAME, erase-details ID), as its
# user, with the settings of its unit; what it says comes here and not into the journal. Run as root while Habeas runs.
set -eu
program=$1
shift
environment=$(systemctl show --property=Environment --value habeas-facility.service)
exec systemd-run --quiet --collect --wait --pipe --uid=habeas-facility --gid=habeas-facility \
  --property="Environment=$environment" --property=EnvironmentFile=/etc/habeas/habeas.env \
  --property=PrivateNetwork=yes --property=NoNewPrivileges=yes \
  /usr/bin/node "/opt/habeas/dist/apps/facility/src/$program.js" "$@"
