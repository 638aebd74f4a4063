#!/usr/bin/env bash
# Runs the Action's jar on a Java that the runner has: 17 or newer. Works with bash 3.2 (macOS) and
# with the bash of Git for Windows.
set -euo pipefail

dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=
for candidate in "$dir/tagboat-action.jar" "$dir/target/tagboat-action.jar"; do
  if [ -f "$candidate" ]; then
    jar=$candidate
    break
  fi
done
if [ -z "$jar" ]; then
  echo "::error title=Tagboat::This copy of the Action has no jar. Use a released version of it, or build it with mvn package."
  exit 1
fi

# The first number of its version; nothing for what does not run.
version_of() {
  # 1.8.0_402 is 8.
  "$1" -version 2>&1 | sed -n 's/^[a-z]* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | sed -n 1p
}

java=
takes() {
  if [ -n "$1" ] && [ -x "$1" ]; then
    found=$(version_of "$1" || true)
    if [ -n "$found" ] && [ "$found" -ge 17 ]; then
      java=$1
      return 0
    fi
  fi
  return 1
}

homes() {
  printf '%s\n' "${JAVA_HOME:-}"
  # JAVA_HOME_25_X64, JAVA_HOME_21_ARM64, …: what hosted runners carry, the newest first.
  env | sed -n 's/^JAVA_HOME_\([0-9]*\)_[A-Za-z0-9_]*=\(.*\)/\1 \2/p' | sort -rn | sed 's/^[0-9]* //'
}

if ! takes "$(command -v java || true)"; then
  while IFS= read -r home; do
    home=${home//\\//}
    if [ -z "$home" ]; then
      continue
    fi
    if takes "$home/bin/java" || takes "$home/bin/java.exe"; then
      break
    fi
  done <<EOF
$(homes)
EOF
fi
if [ -z "$java" ]; then
  echo "::error title=Tagboat::There is no Java 17 or newer on this runner. Add a step before this one: uses: actions/setup-java with distribution: temurin and java-version: 21."
  exit 1
fi

# The bash of Git for Windows would make Windows paths of what looks like a path in an input.
export MSYS2_ENV_CONV_EXCL=INPUT_

# A step is too short for the second compiler and for several threads of garbage collection.
options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1)

# Of its classes, where somebody made an archive with --archive, as the container image does: it is
# good for one jar at one place and one Java.
archive=${jar%.jar}.jsa
if [ "${1:-}" = --archive ]; then
  list=$(mktemp)
  "$java" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr "-XX:DumpLoadedClassList=$list" \
    -cp "$jar" dev.tagboat.action.StartupTraining
  "$java" -Xlog:disable -Xlog:all=error:stderr -Xshare:dump "${options[@]}" \
    "-XX:SharedClassListFile=$list" "-XX:SharedArchiveFile=$archive" -cp "$jar"
  rm -f "$list"
  printf '%s\n%s\n' "$jar" "$java" >"$archive.of"
  exit 0
fi
if [ -f "$archive.of" ] && [ "$archive" -nt "$jar" ] \
  && [ "$(cat "$archive.of")" = "$(printf '%s\n%s' "$jar" "$java")" ]; then
  options+=("-XX:SharedArchiveFile=$archive" -Xshare:auto -Xlog:disable)
fi
exec "$java" "${options[@]}" -jar "$jar" "$@"
