#!/usr/bin/env bash
# Runs the tests of this module against a mock of the service, so that nothing is billed.
# GAAPMOCK names the mock's program, TERRAFORM the CLI.
set -euo pipefail
cd "$(dirname "$0")"

log=$(mktemp)
"${GAAPMOCK:-gaapmock}" -addr 127.0.0.1:0 -speed 60 >"$log" &
mock=$!
trap 'kill "$mock" 2>/dev/null || true; rm -f "$log"' EXIT

# Its first line says where it listens.
until [[ -s $log ]]; do
  kill -0 "$mock" || exit 1
  sleep 0.1
done
url=$(sed -n '1s/.* //p' "$log")

export TENCENTCLOUD_ENDPOINT=$url
export TENCENTCLOUD_SECRET_ID=AKIDgaapmock0000000000000000EXAMPLE
export TENCENTCLOUD_SECRET_KEY=gaapmockSecretKey000000000EXAMPLE

"${TERRAFORM:-terraform}" init -input=false
"${TERRAFORM:-terraform}" test

# The change must not have made another proxy, no request may be refused, and nothing be left.
summary=$(curl -fsS "$url/_mock/summary")
echo "$summary"
[[ $summary == *'"CreateProxy":1,'*'"refused":0,"proxies":0'* ]]
