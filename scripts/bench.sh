#!/bin/bash
# Measures the portal under load: an optimised build, on SQLite and on PostgreSQL, beside the least that could do the same
# work on this machine. It starts and stops everything it needs. What the figures mean: docs/performance.md.
#
# PART=get,post ENGINE=sqlite ROUNDS=5 SECONDS_EACH=2 CONNECTIONS=32 RESIDENTS=32 JSON=figures.json PROGRAM=path scripts/bench.sh
set -eu -o pipefail
cd "$(dirname "$0")/.."

if [ -z "${PROGRAM:-}" ]; then
  cargo build --locked --release --package portico
  PROGRAM=target/release/portico
fi
cargo build --locked --release --package testkit --bin bench

exec target/release/bench run --program "$PROGRAM" \
  ${PART:+--part "$PART"} \
  ${ENGINE:+--engine "$ENGINE"} \
  ${ROUNDS:+--rounds "$ROUNDS"} \
  ${SECONDS_EACH:+--seconds "$SECONDS_EACH"} \
  ${CONNECTIONS:+--connections "$CONNECTIONS"} \
  ${RESIDENTS:+--residents "$RESIDENTS"} \
  ${JSON:+--json "$JSON"}
