#!/bin/bash
# Installs what the tests need, runs every test, and says in its last line how many passed and failed.
# The order saves time: one build serves the Rust tests and the browser; the lints, which build apart, come last.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 1

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { printf '\n== %s ==\n' "$1"; }

# The last line, and the only one of its kind.
finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# Something without which no test can run.
must() {
  if ! "$@"; then
    echo "This did not work: $*" >&2
    failed=$((failed + 1))
    finish
  fi
}

# A check with no count of its own: it passes or it fails.
check() {
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# A test runner: its own count is added up; one that fails without counting a failure counts as one.
runner() {
  local pattern_passed=$1 pattern_failed=$2 before=$failed status count
  shift 2
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  sed -i 's/\x1b\[[0-9;]*m//g' "$log"
  for count in $(sed -nE "s/$pattern_passed/\1/p" "$log"); do passed=$((passed + count)); done
  for count in $(sed -nE "s/$pattern_failed/\1/p" "$log"); do failed=$((failed + count)); done
  if [ "$status" -ne 0 ] && [ "$failed" -eq "$before" ]; then failed=$((failed + 1)); fi
}

# A build that nobody goes on with needs nothing to go on from.
[ "${CI:-}" = true ] && export CARGO_INCREMENTAL=0
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

step "What the tests need"
must scripts/need.sh cargo node npm
must scripts/debian-packages.sh
must scripts/mail-server.sh
must scripts/virus-scanner.sh
must make --no-print-directory tests/browser/node_modules/.package-lock.json
must make --no-print-directory assets

step "Form of the Rust code"
check cargo fmt --all --check

step "Build"
# The flags are those of the tests, so that nothing is built twice.
must cargo build --workspace --bins --tests --locked

step "The example services"
check target/debug/portico check services

step "Rust tests"
if cargo nextest --version >/dev/null 2>&1; then
  runner '.*Summary .* ([0-9]+) passed.*' '.*Summary .* ([0-9]+) failed.*' \
    cargo nextest run --workspace --locked --no-fail-fast
else
  runner '^test result: .* ([0-9]+) passed;.*' '^test result: .* ([0-9]+) failed;.*' \
    cargo test --workspace --locked --no-fail-fast
fi

step "Browser tests"
runner '^[^ ]* pass ([0-9]+)$' '^[^ ]* fail ([0-9]+)$' node tests/browser/run.mjs

step "Lints"
check cargo clippy --workspace --all-targets --locked -- -D warnings

finish
