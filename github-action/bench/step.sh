#!/usr/bin/env bash
# How long a whole step takes: a dry run against a config repo of one file on this disk, by plain
# java -jar, with the launcher's options, and with an archive of classes. Argument: runs of each.
set -euo pipefail
runs=${1:-7}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git init -q "$work/config"
echo 'image: ghcr.io/acme/app:1.4.1' >"$work/config/values.yaml"
git -C "$work/config" add .
git -C "$work/config" -c user.name=b -c user.email=b@acme.example commit -qm begin
git -C "$work/config" branch -qM main
cp "$here/target/tagboat-action.jar" "$here/tagboat-action.sh" "$work/"
mkdir "$work/archived"
cp "$work/tagboat-action.jar" "$work/tagboat-action.sh" "$work/archived/"
bash "$work/archived/tagboat-action.sh" --archive >/dev/null

export INPUT_IMAGES=ghcr.io/acme/app:1.4.2 INPUT_CONFIG_REPOSITORY="file://$work/config/.git"
export INPUT_DRY_RUN=true INPUT_SKIP_REGISTRY=true RUNNER_TEMP="$work/temp"

once() {
  local start
  start=$(date +%s%N)
  "$@" >"$work/log" || { cat "$work/log"; exit 1; }
  echo $((($(date +%s%N) - start) / 1000000))
}
for _ in $(seq "$runs"); do
  once java -jar "$work/tagboat-action.jar" >>"$work/plain"
  once bash "$work/tagboat-action.sh" >>"$work/launcher"
  once bash "$work/archived/tagboat-action.sh" >>"$work/archive"
done
for name in plain launcher archive; do
  printf '%-9s median %5d ms, least %5d ms\n' "$name" "$(sort -n "$work/$name" | sed -n "$(((runs + 1) / 2))p")" "$(sort -n "$work/$name" | sed -n 1p)"
done
