#!/bin/sh
# How many events a second the server takes in durably, and how long a sender waits for the answer:
#   webhook-server/bench/intake.sh [FOLDER [SECONDS [CLIENTS [RATE]]]]
# FOLDER is where the SQLite database is put; the disk it is on decides the figures.
# MAVEN_ARGS=-o works offline.
set -eu
cd "$(dirname "$0")/../.."
folder=${1:-webhook-server/target/bench}
mkdir -p "$folder"
mvn ${MAVEN_ARGS:-} -q -pl bot,webhook-server -DskipTests test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec java -Xmx512m -cp "webhook-server/target/test-classes:webhook-server/target/classes:$(cat webhook-server/target/bench.classpath)" \
  dev.tagboat.server.IntakeBench "$folder" "${2:-20}" "${3:-32}" "${4:-1200}"
