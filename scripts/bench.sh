#!/bin/bash
# Measures the portal under load: an optimised build of the demonstration with its embedded database, and residents who
# report a street problem from start to confirmation. Figures depend on the machine; compare those of one run.
#
# RESIDENTS=32 JOURNEYS=500 scripts/bench.sh
set -eu -o pipefail
cd "$(dirname "$0")/.."

residents=${RESIDENTS:-32}
journeys=${JOURNEYS:-500}
port=${PORT:-8099}
data=$(mktemp -d)

cargo build --locked --release --package portico
cargo build --locked --release --package testkit --bin load

target/release/portico demo --listen "127.0.0.1:$port" --data "$data" >"$data/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; rm -rf "$data"' EXIT

for _ in $(seq 100); do
  curl --silent --fail --output /dev/null "http://127.0.0.1:$port/readyz" && break
  sleep 0.1
done
target/release/load "http://127.0.0.1:$port" "$residents" "$journeys"
