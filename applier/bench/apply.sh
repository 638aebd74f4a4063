#!/usr/bin/env bash
# The applier against `kubectl apply --server-side`, in turns on one real API server: 10, 100 and
# 1,000 ConfigMaps, cold and with nothing changed. First whole processes (`once`; with nothing
# changed its clone is there, as kubectl's files are), then the rounds of one process (`run`): its
# first, one with nothing changed, and one with a commit of 1,000 other objects; and its memory, also
# with 1,000 Deployments, which are larger by far (of no replicas: nothing runs here).
# Usage: applier/bench/apply.sh [ROUNDS]; MAVEN_FLAGS=-o offline. Needs KUBEBUILDER_ASSETS (see
# applier/README.md), git, curl, and kubectl.
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3}
port=18081
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
export MALLOC_ARENA_MAX=1
java=(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss256k -Xms8m -Xmn6m -Xmx48m -XX:MinHeapDeltaBytes=4m
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps)

commit() { # number of objects, first letter of their names
  local repo=$work/repo-$1 i
  rm -f "$repo"/prod/*
  for ((i = 0; i < $1; i++)); do
    printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: %s%s, namespace: bench }\ndata: { key: value-%s }\n' \
      "$2" "$i" "$i" >"$repo/prod/$2$i.yaml"
  done
  git -C "$repo" add -A
  git -C "$repo" -c user.name=bench -c user.email=bench@example.org commit -q --allow-empty -m bench
}

deployments() { # what to log, so that all of them change
  local repo=$work/repo-1000 i
  rm -f "$repo"/prod/*
  for ((i = 0; i < 1000; i++)); do
    cat >"$repo/prod/d$i.yaml" <<END
apiVersion: apps/v1
kind: Deployment
metadata:
  { name: d$i, namespace: bench, labels: { app.kubernetes.io/name: d$i, app.kubernetes.io/part-of: shop, team: a } }
spec:
  replicas: 0
  selector: { matchLabels: { app.kubernetes.io/name: d$i } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: d$i, team: a }
      annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9090" }
    spec:
      serviceAccountName: d$i
      securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532 }
      containers:
        - name: main
          image: ghcr.io/acme/d$i:1.2.3
          args: [--listen, ":8080", --log, $1]
          env:
            - { name: A, value: "1" }
            - { name: B, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            - { name: C, valueFrom: { configMapKeyRef: { name: d$i, key: c } } }
          ports: [{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9090 }]
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }
          livenessProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 10 }
          readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5 }
          securityContext:
            { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          volumeMounts: [{ name: tmp, mountPath: /tmp }, { name: config, mountPath: /etc/app }]
      volumes: [{ name: tmp, emptyDir: {} }, { name: config, configMap: { name: d$i } }]
END
  done
  git -C "$repo" add -A
  git -C "$repo" -c user.name=bench -c user.email=bench@example.org commit -q --allow-empty -m bench
}

manifests() { # number of objects
  local repo=$work/repo-$1
  git init -q -b main "$repo"
  mkdir "$repo/prod"
  commit "$1" m
  cat >"$work/applier-$1.yaml" <<END
cluster: bench
state-namespace: bench-state
data: $work/data-$1
source: { url: "file://$repo", path: prod, interval: 1s }
apply: { prune: false }
drift: { sweep: 5s }
END
  { cat "$work/applier-$1.yaml" && echo "listen: 127.0.0.1:$port"; } >"$work/run-$1.yaml"
}

empty() {
  rm -rf "$work"/data-*
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
"${java[@]}" -Xshare:off -XX:DumpLoadedClassList="$work/classes" -jar "$jar" once \
  --config "$work/applier-10.yaml" --kubeconfig "$kubeconfig" >/dev/null 2>&1
java -Xshare:dump -Xlog:disable -XX:SharedClassListFile="$work/classes" \
  -XX:SharedArchiveFile="$work/applier.jsa" -cp "$jar"
java+=(-XX:SharedArchiveFile="$work/applier.jsa" -jar "$jar")
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

figures() { # one figure of the running applier
  curl -s "http://127.0.0.1:$port/metrics" | sed -n "s/^tagboat_applier_$1 //p"
}

round() { # action that all objects have when it is over; milliseconds
  until [ "$(figures "objects{action=\"$1\"}")" = 1000 ]; do sleep 0.2; done
  figures last_run_seconds | tr -d . | sed 's/^0*//'
}

resident() { # idle, and at most, in kB
  echo "$(($(figures memory_bytes) / 1024)) / $(($(figures memory_peak_bytes) / 1024))"
}

echo "run: first / nothing changed / other objects ms, resident kB idle / at most"
for ((turn = 1; turn <= rounds; turn++)); do
  empty
  commit 1000 m
  "${java[@]}" run --config "$work/run-1000.yaml" --kubeconfig "$kubeconfig" 2>/dev/null &
  running=$!
  first=$(round created)
  same=$(round unchanged)
  sleep 12
  again=$(round unchanged)
  idle=$(($(figures memory_bytes) / 1024))
  commit 1000 n
  others=$(round created)
  printf '%s / %s, later %s / %s,  %s / %s\n' "$first" "$same" "$again" "$others" \
    "$idle" "$(($(figures memory_peak_bytes) / 1024))"
  kill "$running"
  wait "$running" || true
done

echo "run with Deployments: first / all changed ms, resident kB idle / at most"
# Comparing them takes a while, and would be taken for idling.
sed -i 's/sweep: .*}/sweep: 1m }/' "$work/run-1000.yaml"
for ((turn = 1; turn <= rounds; turn++)); do
  empty
  deployments json
  "${java[@]}" run --config "$work/run-1000.yaml" --kubeconfig "$kubeconfig" 2>/dev/null &
  running=$!
  first=$(round created)
  round unchanged >/dev/null
  sleep 12
  round unchanged >/dev/null
  idle=$(resident)
  deployments text
  all=$(round configured)
  printf '%s / %s,  %s; then %s\n' "$first" "$all" "$idle" "$(resident)"
  kill "$running"
  wait "$running" || true
done
