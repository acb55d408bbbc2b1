#!/bin/sh
# Says where the browser for tests/browser is, and installs Debian's Chromium where it may.
# Exit status 1 only under CI=true: elsewhere the browser tests are skipped, and say so.
set -u

find_browser() {
  if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then
    echo "$CHROMIUM"
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    command -v "$name" && return 0
  done
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if path=$(find_browser); then
  echo "Browser tests use $path"
  exit 0
fi

if command -v apt-get >/dev/null 2>&1 && as_root true >/dev/null 2>&1; then
  echo "No browser found; installing Chromium ..."
  if as_root apt-get update -qq && as_root apt-get install -y -qq chromium >/dev/null; then
    if path=$(find_browser); then
      echo "Browser tests use $path"
      exit 0
    fi
  fi
fi

echo "No Chromium is on this machine: the browser tests will be reported as skipped."
echo "To run them, install Chromium, or set CHROMIUM=/path/to/chromium."
if [ "${CI:-}" = "true" ]; then exit 1; fi
exit 0
