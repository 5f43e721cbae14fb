#!/bin/sh
# What the tests need beyond Go: installed on Debian when it is missing, named elsewhere.
set -eu
need=""
add() { command -v "$1" >/dev/null 2>&1 || need="$need $2"; }
add chromium chromium
if ! command -v node >/dev/null 2>&1; then
  need="$need nodejs npm"
elif ! command -v npm >/dev/null 2>&1; then
  need="$need npm"
fi
add python3 python3
python3 -m pip --version >/dev/null 2>&1 || need="$need python3-pip"
[ -z "$need" ] && exit 0
if [ -f /etc/debian_version ] && [ "$(id -u)" = 0 ]; then
  echo "installing:$need"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $need
else
  echo "tests need what is missing here:$need"
  [ -z "${CI:-}" ] || exit 1
fi
