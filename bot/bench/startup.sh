#!/usr/bin/env bash
# What a short command costs as a whole process: java -jar, and the launcher with its archive of
# classes. In turns, so that a busy machine hurts both alike.
# Usage: bot/bench/startup.sh [RUNS]; MAVEN_FLAGS=-o offline; JAR=... compares another jar, too.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-21}

mvn ${MAVEN_FLAGS:-} --quiet --projects bot -DskipTests package
target=$PWD/bot/target
[ -f "$target/tagboat.jsa" ] || echo "no archive was made: see $target/tagboat.jsa.log"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

repo=$(mktemp -d)
trap 'rm -rf "$repo"' EXIT
cat >"$repo/web.yaml" <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: web
          image: ghcr.io/acme/web:1.4.1
YAML

programs=("java -jar $target/tagboat.jar" "$target/tagboat")
names=("java -jar" launcher)
if [ -n "${JAR:-}" ]; then
  programs+=("java -jar $JAR")
  names+=("other jar")
fi

column() { printf '%s' "$2" | cut -d' ' -f"$1" | sort -n; }
middle() { sed -n "$(((runs + 1) / 2))p"; }

measure() { # words of the command
  local times=() i run took TIMEFORMAT='%3R %3U %3S'
  for ((run = 0; run <= runs; run++)); do
    for i in "${!programs[@]}"; do
      # shellcheck disable=SC2086 # a program with its options
      took=$({ time ${programs[i]/#java/$java} "$@" >/dev/null 2>&1; } 2>&1)
      # The first run of each warms the page cache.
      [ "$run" = 0 ] || times[i]+=$(awk '{print $1 * 1000, ($2 + $3) * 1000}' <<<"$took")$'\n'
    done
  done
  for i in "${!programs[@]}"; do
    printf '%-17s %-9s median %4d ms, least %4d ms; processor time: median %4d ms\n' \
      "$label" "${names[i]}" "$(column 1 "${times[i]}" | middle)" \
      "$(column 1 "${times[i]}" | head -n 1)" "$(column 2 "${times[i]}" | middle)"
  done
}

label=--version; measure --version
label=--help; measure --help
label="select"; measure select --policy semver --range ^1 1.2.3 1.3.0 2.0.0
label="scan of one file"; measure scan "$repo"
label="bump in one file"; measure bump ghcr.io/acme/web:1.4.2 --dir "$repo" --dry-run
