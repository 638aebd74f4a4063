#!/bin/sh
# The page Now with 2,000 images in five environments: how long requests take, how large the page is:
#   webhook-server/bench/matrix.sh [REQUESTS]
# MAVEN_ARGS=-o works offline.
set -eu
cd "$(dirname "$0")/../.."
mvn ${MAVEN_ARGS:-} -q -pl bot,webhook-server -DskipTests package dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
cd webhook-server
exec java -Xmx512m -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
  dev.tagboat.server.http.MatrixBench "${1:-60}"
