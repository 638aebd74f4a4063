#!/usr/bin/env bash
# The applier against `kubectl apply --server-side`, in turns on one real API server: 10, 100 and
# 1,000 ConfigMaps, cold and with nothing changed, whole processes; then the memory of `run`, idle
# with 1,000 objects.
# Usage: applier/bench/apply.sh [ROUNDS]; MAVEN_FLAGS=-o offline. Needs KUBEBUILDER_ASSETS (see
# applier/README.md), git, and kubectl.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3}
: "${KUBEBUILDER_ASSETS:?name the folder with kube-apiserver, kube-controller-manager and etcd}"

mvn ${MAVEN_FLAGS:-} -q -pl applier -DskipTests package dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classes="applier/target/test-classes:applier/target/classes:$(cat applier/target/bench.classpath)"
jar=$PWD/applier/target/tagboat-applier.jar
work=$(mktemp -d)
server=
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

mkfifo "$work/started"
java -Xmx64m -cp "$classes" dev.tagboat.applier.kube.ApiServerMain >"$work/started" &
server=$!
read -r kubeconfig <"$work/started"
kube() { kubectl --kubeconfig "$kubeconfig" "$@"; }
java=(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss256k -Xms8m -Xmn6m -Xmx48m
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps)

manifests() { # number of objects
  local repo=$work/repo-$1 i
  git init -q -b main "$repo"
  mkdir "$repo/prod"
  for ((i = 0; i < $1; i++)); do
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m%s, namespace: bench }\ndata: { key: value-%s }\n' \
      "$i" "$i" >"$repo/prod/m$i.yaml"
  done
  git -C "$repo" add -A
  git -C "$repo" -c user.name=bench -c user.email=bench@example.org commit -qm bench
  printf 'cluster: bench\nstate-namespace: bench-state\nsource: { url: "file://%s", path: prod, interval: 5s }\n' \
    "$repo" >"$work/applier-$1.yaml"
}

empty() {
  kube delete namespace bench bench-state --ignore-not-found --wait=true >/dev/null
  kube create namespace bench >/dev/null
}

took() { # words of the command; milliseconds
  local begin end
  begin=$(date +%s%N)
  "$@" >/dev/null
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000))
}

manifests 10
empty
"${java[@]}" -XX:ArchiveClassesAtExit="$work/applier.jsa" -jar "$jar" once \
  --config "$work/applier-10.yaml" --kubeconfig "$kubeconfig" >/dev/null 2>&1
java+=(-XX:SharedArchiveFile="$work/applier.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off -jar "$jar")
once() { "${java[@]}" once --config "$work/applier-$1.yaml" --kubeconfig "$kubeconfig"; }
applied() { kube apply --server-side -f "$work/repo-$1/prod"; }

echo "objects round  applier cold/same ms  kubectl cold/same ms  ours of theirs, cold/same"
for number in 10 100 1000; do
  [ -d "$work/repo-$number" ] || manifests "$number"
  for ((round = 1; round <= rounds; round++)); do
    empty
    ours=$(took once "$number")
    same=$(took once "$number")
    empty
    theirs=$(took applied "$number")
    again=$(took applied "$number")
    printf '%7s %5s  %8s / %-8s  %8s / %-8s  %s%% / %s%%\n' "$number" "$round" \
      "$ours" "$same" "$theirs" "$again" "$((ours * 100 / theirs))" "$((same * 100 / again))"
  done
done

empty
once 1000 >/dev/null
"${java[@]}" run --config "$work/applier-1000.yaml" --kubeconfig "$kubeconfig" 2>/dev/null &
running=$!
sleep 15
grep -E '^(Rss|Pss):' "/proc/$running/smaps_rollup"
grep VmHWM "/proc/$running/status"
kill "$running"
wait "$running" || true
