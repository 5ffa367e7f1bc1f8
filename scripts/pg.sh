#!/usr/bin/env bash
# A temporary PostgreSQL cluster for tests: `pg.sh start DIR` prints its URL, `pg.sh stop DIR` removes it.
# Durable as in production (fsync on), reached over a socket in DIR and over TCP on a free loopback port.
set -euo pipefail

usage() { echo "usage: $0 start DIR | stop DIR" >&2; exit 2; }
[ $# -eq 2 ] || usage
action=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)

bin=""
if command -v pg_config >/dev/null && [ -x "$(pg_config --bindir)/initdb" ]; then
  bin=$(pg_config --bindir)
else
  for candidate in /usr/lib/postgresql/*/bin; do
    [ -x "$candidate/initdb" ] && bin=$candidate
  done
fi
[ -n "$bin" ] || { echo "pg.sh: PostgreSQL's initdb was not found (Debian: package postgresql)" >&2; exit 1; }

# initdb refuses to work for root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

running() { as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1; }

initialise() {
  [ "$(id -u)" -ne 0 ] || chown postgres "$dir"
  chmod 700 "$dir"
  as_owner test -x "$dir" || { echo "pg.sh: the user postgres cannot reach $dir: chmod o+x its parents" >&2; exit 1; }
  (umask 077 && head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$dir/password")
  [ "$(id -u)" -ne 0 ] || chown postgres "$dir/password"
  as_owner "$bin/initdb" -D "$dir/data" -U baokao --pwfile="$dir/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 \
    || { cat "$dir/initdb.log" >&2; exit 1; }
  # A write may take one second; a deadlock must be seen well before that.
  cat >>"$dir/data/postgresql.conf" <<CONF
fsync = on
synchronous_commit = on
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 400
deadlock_timeout = 100ms
log_min_messages = warning
CONF
}

start() {
  if running; then cat "$dir/url"; return; fi
  [ -d "$dir/data" ] || initialise
  local port
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + RANDOM % 12000))
    if as_owner "$bin/pg_ctl" -D "$dir/data" -o "-p $port" -l "$dir/log" -w -t 60 start >/dev/null 2>&1; then
      (umask 077 && echo "postgres://baokao:$(cat "$dir/password")@127.0.0.1:$port/postgres" >"$dir/url")
      cat "$dir/url"
      return
    fi
  done
  echo "pg.sh: PostgreSQL did not start; the end of its log:" >&2
  tail -n 20 "$dir/log" >&2 || true
  exit 1
}

stop() {
  if running; then as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null; fi
  rm -rf "$dir/data" "$dir/url" "$dir/log" "$dir/initdb.log" "$dir/password"
  rmdir "$dir" 2>/dev/null || true
}

case $action in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
