#!/usr/bin/env bash
# Tagboat against other tools on the same files in the same run, in turns:
# - Renovate, which only extracts what it finds in a config repo of 1,000 manifests, asking nobody;
# - kustomize edit and yq (mikefarah), which set one tag in one file.
# Tools come from npm and go with whatever registries these are set up for, into a temporary folder,
# or into the one that PEERS names, where the next run finds them again. What cannot be had is said
# and left out.
# Usage: bot/bench/peers.sh [RUNS]; MAVEN_FLAGS=-o offline.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-5}
renovate_version=39.264.1 # the last line of versions that runs on Node 20
kustomize_version=v5.6.0
yq_version=v4.45.1

mvn ${MAVEN_FLAGS:-} --quiet --projects bot -DskipTests package
target=$PWD/bot/target
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=${PEERS:-$work/tools}
mkdir -p "$tools"
tools=$(cd "$tools" && pwd)
missing=()

miss() { missing+=("$1"); echo "NOT COMPARED: $1 could not be had: $2" >&2; }

go_tool() { # name, module and version
  if [ ! -x "$tools/$1" ]; then
    GOBIN=$tools go install "$2" >"$work/$1.log" 2>&1 || miss "$1" "$(tail -n 1 "$work/$1.log")"
  fi
}

[ -x /usr/bin/time ] || { echo "This needs GNU time as /usr/bin/time." >&2; exit 2; }
go_tool kustomize "sigs.k8s.io/kustomize/kustomize/v5@$kustomize_version"
go_tool yq "github.com/mikefarah/yq/v4@$yq_version"
renovate=$tools/node_modules/renovate/dist/renovate.js
if [ ! -f "$renovate" ]; then
  npm install --prefix "$tools" --no-audit --no-fund --ignore-scripts --omit=optional \
    "renovate@$renovate_version" >"$work/npm.log" 2>&1 \
    || miss Renovate "$(tail -n 1 "$work/npm.log")"
fi

# Wall seconds, processor seconds and KiB of each run, one line each.
timed() { # file for the figures, command
  local into=$1
  shift
  /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" >"$work/out" 2>"$work/err" \
    || { cat "$work/err" >&2; return 1; }
  awk 'END {print $1, $2 + $3, $4}' "$work/time" >>"$into"
}

median() { cut -d' ' -f"$2" "$1" | sort -n | sed -n "$(((runs + 1) / 2))p"; }
most() { cut -d' ' -f"$2" "$1" | sort -n | tail -n 1; }

row() { # name, figures, remark
  printf '%-12s wall %7.2f s  cpu %7.2f s  %5d MiB  %s\n' "$1" "$(median "$2" 1)" \
    "$(median "$2" 2)" "$(($(most "$2" 3) / 1024))" "$3"
}

ratio() { # name, their figures, our figures
  awk -v who="$1" -v w="$(median "$2" 1)" -v c="$(median "$2" 2)" -v m="$(most "$2" 3)" \
    -v ow="$(median "$3" 1)" -v oc="$(median "$3" 2)" -v om="$(most "$3" 3)" \
    'BEGIN {printf "%s / Tagboat: wall %.1f, cpu %.1f, memory %.1f\n", who, w / ow, c / oc, m / om}'
}

has() { # name
  local one
  for one in "${missing[@]:-}"; do [ "$one" != "$1" ] || return 1; done
}

echo "load: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, median of $runs"

# Finding.
repo=$work/repo
java -cp "$target/tagboat-bot-0.1.0-SNAPSHOT-tests.jar" dev.tagboat.bot.cli.SampleRepo "$repo" 1000
git -C "$repo" init --quiet
git -C "$repo" add .
cat >"$work/renovate.json" <<'JSON'
{
  "enabledManagers": ["kubernetes", "helm-values", "kustomize", "flux", "argocd", "docker-compose"],
  "kubernetes": {"fileMatch": ["\\.ya?ml$"]},
  "helm-values": {"fileMatch": ["(^|/)values[^/]*\\.ya?ml$"]},
  "flux": {"fileMatch": ["\\.ya?ml$"]},
  "argocd": {"fileMatch": ["\\.ya?ml$"]},
  "packageRules": [{"matchPackageNames": ["*"], "enabled": false}],
  "onboarding": false,
  "requireConfig": "ignored"
}
JSON

renovate_in() { # the level of its log; further words
  local level=$1
  shift
  (cd "$repo" && RENOVATE_CONFIG_FILE=$work/renovate.json RENOVATE_BASE_DIR=$work/renovate \
    LOG_LEVEL=$level LOG_FORMAT=json \
    "$@" node "$renovate" --platform=local --dry-run=extract)
}

for ((run = 0; run < runs; run++)); do
  timed "$work/ours.scan" "$target/tagboat" scan --no-cache -o json "$repo"
  cp "$work/out" "$work/ours.json"
  if has Renovate; then
    renovate_in error /usr/bin/time -o "$work/time" -f '%e %U %S %M' >/dev/null 2>&1
    awk 'END {print $1, $2 + $3, $4}' "$work/time" >>"$work/renovate.scan"
  fi
done
echo
echo "find the images of 1,000 manifests"
row Tagboat "$work/ours.scan" "$(grep -c '"image"' "$work/ours.json") images"
if has Renovate; then
  renovate_in info env >"$work/renovate.log" 2>"$work/err"
  # Two managers may find the same image in a file: it counts once.
  found=$(node -e '
    const seen = new Set();
    for (const line of require("fs").readFileSync(process.argv[1], "utf8").split("\n")) {
      const files = line.startsWith("{") && JSON.parse(line).packageFiles;
      for (const list of Object.values(files || {}))
        for (const file of list)
          for (const dep of file.deps || [])
            if (dep.datasource === "docker" && dep.currentValue)
              seen.add([file.packageFile, dep.depName, dep.currentValue].join(" "));
    }
    console.log(seen.size);' "$work/renovate.log")
  row Renovate "$work/renovate.scan" "$found images"
  ratio Renovate "$work/renovate.scan" "$work/ours.scan"
fi

# Editing.
fresh() {
  rm -rf "$work/edit"
  mkdir -p "$work/edit"
  cat >"$work/edit/values.yaml" <<'YAML'
# The web shop.
replicaCount:   3

image:
    repository: "ghcr.io/acme/web"   # built by CI

    tag:  '1.4.1'       # bumped by pull requests
    pullPolicy: IfNotPresent

args: [ "--port", "8080" ]
hosts:
- shop.example.org


- www.example.org
YAML
  cat >"$work/edit/kustomization.yaml" <<'YAML'
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization

# What runs in production.
images:
  # The web shop.
  - name: ghcr.io/acme/shop
    newTag: "1.4.1"    # bumped by pull requests

commonLabels: {app: shop}
namespace: shop
YAML
  cp -r "$work/edit" "$work/before"
}

changed() { # file: lines that are no longer there, and lines that are new
  diff "$work/before/$1" "$work/edit/$1" | awk '/^</ {gone++} /^>/ {new++}
    END {printf "%d lines gone, %d new", gone, new}'
}

edit() { # name, file, command
  local who=$1 file=$2
  shift 2
  for ((run = 0; run < runs; run++)); do
    rm -rf "$work/before"
    fresh
    (cd "$work/edit" && timed "$work/$who.$file" "$@")
  done
  row "$who" "$work/$who.$file" "$(changed "$file")"
}

echo
echo "set one tag in a values file"
edit Tagboat values.yaml "$target/tagboat" bump ghcr.io/acme/web:1.4.2
if has yq; then
  edit yq values.yaml "$tools/yq" -i '.image.tag = "1.4.2"' values.yaml
  ratio yq "$work/yq.values.yaml" "$work/Tagboat.values.yaml"
fi
echo
echo "set one tag in a kustomization"
edit Tagboat kustomization.yaml "$target/tagboat" bump ghcr.io/acme/shop:1.4.2
if has kustomize; then
  edit kustomize kustomization.yaml "$tools/kustomize" edit set image ghcr.io/acme/shop:1.4.2
  ratio kustomize "$work/kustomize.kustomization.yaml" "$work/Tagboat.kustomization.yaml"
fi
if has yq; then
  edit yq kustomization.yaml "$tools/yq" -i '.images[0].newTag = "1.4.2"' kustomization.yaml
  ratio yq "$work/yq.kustomization.yaml" "$work/Tagboat.kustomization.yaml"
fi
echo
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
for one in "${missing[@]:-}"; do [ -z "$one" ] || echo "NOT COMPARED: $one could not be had"; done
