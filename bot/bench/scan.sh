#!/bin/sh
# Scans and edits of generated config repos as whole processes: time and memory, by java -jar and by
# the launcher. See CliBench.
# Usage: bot/bench/scan.sh [RUNS [MANIFESTS]]; MAVEN_FLAGS=-o offline.
set -eu
cd "$(dirname "$0")"
printf 'load before: '; cut -d' ' -f1-3 /proc/loadavg
./run.sh dev.tagboat.bot.cli.CliBench bot/target/tagboat.jar "${1:-5}" "${2:-50000}"
printf 'load after: '; cut -d' ' -f1-3 /proc/loadavg
