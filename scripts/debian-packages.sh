#!/bin/sh
# Installs the Debian packages that tests need and that are missing; where it may not, it says which ones.
missing=
command -v "${CHROMIUM:-chromium}" >/dev/null 2>&1 || missing="$missing chromium"
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v mariadbd >/dev/null 2>&1 || [ -x /usr/sbin/mariadbd ] || missing="$missing mariadb-server"
python3 -c 'import ensurepip, sqlite3, venv' >/dev/null 2>&1 || missing="$missing python3 python3-venv"
ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || missing="$missing faketime"
[ -z "$missing" ] && exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  as_root="sudo -n"
  sudo -n true >/dev/null 2>&1 || as_root=no
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$as_root" = no ]; then
  echo "The tests need these Debian packages, which are not installed:$missing" >&2
  if command -v apt-get >/dev/null 2>&1; then
    echo "This is not root. Run: sudo apt-get install$missing" >&2
  else
    echo "This is not Debian. Install what these packages hold: PostgreSQL 15 or newer, MariaDB 10.6 or newer," >&2
    echo "Chromium (or set CHROMIUM to the path of one), Python 3 with venv, and libfaketime." >&2
  fi
  exit 1
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
