#!/bin/sh
# Unpacks ClamAV's daemon into target/clamav for the tests, if the machine has none. It is not installed: nothing runs
# besides the tests, and no virus lists are fetched, because the tests have their own of one line.
set -eu
cd "$(dirname "$0")/.."
command -v clamd >/dev/null 2>&1 || [ -x /usr/sbin/clamd ] || [ -x target/clamav/usr/sbin/clamd ] && exit 0
if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-deb >/dev/null 2>&1; then
  echo "The tests need ClamAV's daemon. Install it: brew install clamav (macOS), or your system's package." >&2
  exit 1
fi
echo "Unpacking ClamAV for the tests into target/clamav"
mkdir -p target/clamav
cd target/clamav
# Whatever its daemon needs and this machine lacks, but for what only runs as a service.
packages=$(apt-get install --simulate --no-install-recommends clamav-daemon 2>/dev/null |
  sed -n 's/^Inst \([^ ]*\).*/\1/p' | grep -v -e freshclam -e logrotate)
# shellcheck disable=SC2086
apt-get download -qq $packages >/dev/null 2>&1
for package in ./*.deb; do dpkg-deb -x "$package" .; done
rm -f ./*.deb
