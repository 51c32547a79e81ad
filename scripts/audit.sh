#!/bin/bash
# Holds what Portico is built from against deny.toml: licences, versions, sources, known vulnerabilities.
# Says clearly what could not be looked at, and then does not end well: nobody must take half a look for a whole one.
set -u -o pipefail
cd "$(dirname "$0")/.." || exit 1
deny() { target/tools/bin/cargo-deny --locked "$@"; }

missed=
wrong=
echo "== Licences, versions and sources of the Rust packages =="
deny check -D unmatched-skip -D unnecessary-skip licenses bans sources || wrong=yes

echo "== Known vulnerabilities of the Rust packages =="
if [ "${ADVISORIES:-}" = skip ]; then
  missed="$missed\n  Rust packages: left out, as ADVISORIES=skip asks"
elif deny fetch db 2>/dev/null; then
  deny check --disable-fetch advisories || wrong=yes
else
  missed="$missed\n  Rust packages: the RustSec database (github.com/RustSec/advisory-db) cannot be reached"
fi

echo "== Known vulnerabilities of the npm packages that style sheets are made with =="
if [ "${ADVISORIES:-}" = skip ]; then
  missed="$missed\n  npm packages: left out, as ADVISORIES=skip asks"
else
  report=$(cd web && npm audit --json 2>/dev/null)
  case $report in
    *'"vulnerabilities"'*)
      if (cd web && npm audit --audit-level=moderate); then :; else wrong=yes; fi ;;
    *) missed="$missed\n  npm packages: the registry does not answer to npm audit" ;;
  esac
fi

echo
[ -n "$missed" ] && printf 'NOT LOOKED AT for known vulnerabilities:%b\n' "$missed"
[ -n "$wrong" ] && { echo "Something is wrong: see above."; exit 1; }
[ -n "$missed" ] && [ "${ADVISORIES:-}" != skip ] && { echo "The rest is as it must be."; exit 2; }
echo "Everything that was looked at is as it must be."
