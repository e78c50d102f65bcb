#!/bin/sh
# Makes a class-data archive: the classes a start needs, parsed and checked beforehand. Java maps it into memory, which
# shortens the start and saves memory. It fits one Java and one jar (path, size, date); with any other it
# is left unused.
#
#   class-data.sh JAR ARCHIVE JAVA [FLAG...]
set -eu
jar=$1
archive=$2
shift 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Nobody is at the other end: a start, and an audit that finds no AWS, load what there is to load.
export SLACK_BOT_TOKEN=xoxb-nobody SLACK_SIGNING_SECRET=nobody SLACK_API_URL=http://127.0.0.1:9/
export AWS_ENDPOINT_URL=http://127.0.0.1:9/ AWS_ACCESS_KEY_ID=nobody AWS_SECRET_ACCESS_KEY=nobody AWS_REGION=us-east-1
export STALE_KEYS_DATABASE_URL="jdbc:sqlite:$work/stale-keys.db" STALE_KEYS_HOST=127.0.0.1 PORT=0
timeout -s TERM 10 "$@" -XX:DumpLoadedClassList="$work/serve" -jar "$jar" serve >"$work/log" 2>&1 || true
timeout -s TERM 30 "$@" -XX:DumpLoadedClassList="$work/report" -jar "$jar" report >>"$work/log" 2>&1 || true

# Names only: newer Javas number the classes of each run anew.
awk '/^#/ || / source: / { next } /^@/ { if (!seen[$0]++) print; next } !seen[$1]++ { print $1 }' \
  "$work/serve" "$work/report" >"$work/classes"
if ! grep -Eq '^stalekeys/Bot( |$)' "$work/classes"; then
  cat "$work/log" >&2
  echo "The start to learn from did not come far enough." >&2
  exit 1
fi
"$@" -Xlog:disable -Xlog:all=error:stderr -Xshare:dump -XX:SharedClassListFile="$work/classes" \
  -XX:SharedArchiveFile="$archive" -cp "$jar"
