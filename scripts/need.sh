#!/bin/sh
# Says at once which of the programs named are missing, and where to get them.
missing=
for program in "$@"; do
  command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
done
[ -z "$missing" ] && exit 0
echo "These programs are missing:$missing" >&2
for program in $missing; do
  case $program in
    cargo) echo "  cargo: install Rust from https://rustup.rs" >&2 ;;
    node|npm) echo "  $program: install Node.js 20 or newer from https://nodejs.org (npm comes with it)" >&2 ;;
  esac
done
exit 1
