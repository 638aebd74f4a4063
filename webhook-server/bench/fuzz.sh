#!/bin/sh
# Throws inputs at all decoders of events:
#   webhook-server/bench/fuzz.sh [COUNT [SEED]]     made of the golden cases by seed; 1,000,000
#   webhook-server/bench/fuzz.sh --guided SECONDS   guided by coverage, with Jazzer
# Fails on any exception, and where an input takes more than 50 ms (by seed only).
# MAVEN_ARGS=-o works offline.
set -eu
cd "$(dirname "$0")/../.."
mvn ${MAVEN_ARGS:-} -q -pl bot,webhook-server -DskipTests test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
cd webhook-server
classes=target/test-classes:target/classes:$(cat target/bench.classpath)
if [ "${1:-}" != --guided ]; then
  exec java -Xmx512m -cp "$classes" dev.tagboat.server.receive.DecoderFuzz "${1:-1000000}" ${2:-}
fi
jazzer=0.24.0
folder=target/fuzz
mkdir -p $folder/corpus $folder/jazzer
for artifact in jazzer jazzer-api; do
  mvn ${MAVEN_ARGS:-} -q dependency:copy \
    -Dartifact=com.code-intelligence:$artifact:$jazzer -DoutputDirectory="$PWD/$folder/jazzer"
done
# Every golden case is a seed: a byte that chooses the hook, then the request.
java -cp "$classes" dev.tagboat.server.receive.DecoderFuzz --seeds $folder/corpus
exec java -Xmx1g -cp "$folder/jazzer/*:$classes" com.code_intelligence.jazzer.Jazzer \
  --target_class=dev.tagboat.server.receive.DecoderFuzz \
  --instrumentation_includes='dev.tagboat.server.receive.**:dev.tagboat.bot.image.**' \
  --disabled_hooks='**' --keep_going=1 \
  $folder/corpus -max_total_time="${2:-60}" -max_len=65536 -artifact_prefix=$folder/
