#!/bin/sh
# Pushes by two servers with one PostgreSQL to config repos on a forge that fails, is silent, limits
# and loses answers by chance; the end is compared with that of a calm run:
#   webhook-server/bench/storm.sh [SEED [PUSHES [IMAGES [REPOS [TIMEOUTS]]]]]
# TIMEOUTS requests are answered only after 40 s. Prints how many faults were met; ends with 1 when
# the ends differ. MAVEN_ARGS=-o works offline.
set -eu
cd "$(dirname "$0")/../.."
exec mvn ${MAVEN_ARGS:-} -B -pl bot,webhook-server verify -Dit.test=StormIT -Dtest=NoneSuch \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dtagboat.seed="${1:-$(date +%s)}" -Dtagboat.storm.pushes="${2:-500}" \
  -Dtagboat.storm.images="${3:-50}" -Dtagboat.storm.repos="${4:-5}" -Dtagboat.storm.timeouts="${5:-3}"
