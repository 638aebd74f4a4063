#!/bin/sh
# Runs one of the benchmarks in the tests, such as: bot/bench/run.sh dev.tagboat.bot.run.ProposeBench 40
set -eu
cd "$(dirname "$0")/../.."
mvn ${MAVEN_FLAGS:-} --quiet --projects bot -DskipTests package
exec java -cp bot/target/tagboat.jar:bot/target/tagboat-bot-0.1.0-SNAPSHOT-tests.jar "$@"
