#!/bin/sh
# The server in a process of its own, from the jar, under rough load: a tenth of the requests with a
# bad signature, a tenth sent again, slow senders that hold connections; killed and started again in
# the middle. Prints events/s, latencies, memory, and whether anything accepted was lost or done twice:
#   webhook-server/bench/rough.sh [FOLDER [SECONDS [SENDERS [RATE [SLOW [sqlite|postgresql]]]]]]
# FOLDER is where the SQLite database is put; the disk it is on decides the figures. Ends with 1 when
# something was lost or done twice. MAVEN_ARGS=-o works offline.
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-webhook-server/target/bench}
mkdir -p "$folder"
mvn ${MAVEN_ARGS:-} -q -pl bot,webhook-server -DskipTests package dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec java -Xmx512m -Dtagboat.jar=webhook-server/target/tagboat-server.jar \
  -cp "webhook-server/target/test-classes:webhook-server/target/classes:$(cat webhook-server/target/bench.classpath)" \
  dev.tagboat.server.bench.RoughBench "$folder" "${2:-15}" "${3:-32}" "${4:-1000}" "${5:-16}" ${6:+"$6"}
