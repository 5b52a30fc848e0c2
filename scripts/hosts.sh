# Building, starting and stopping the hosts, and the demo.
# Read by ./pulse; does nothing by itself.
# shellcheck shell=bash

configuration=Release
dll() { echo "$here/Pulse.$1/bin/$configuration/net10.0/Pulse.$1.dll"; }
worker() { dotnet "$(dll Worker)" "$@"; }

# build PROJECT…: one compiler for all of them, so that its analyzers are loaded and compiled once; nobody else's, and
# gone with the build
build() {
  local compiler=pulse-$$ status=0 project process
  for project in "$@"; do
    dotnet build "$project" -c "$configuration" -v q -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" \
      ${PULSE_QUICK:+-p:RunAnalyzers=false} || { status=1; break; }
  done
  ps -A -o pid= -o args= | awk -v its="-pipename:$compiler" '$NF == its || index($0, its " ") { print $1 }' |
    while read -r process; do kill "$process" 2>/dev/null || true; done
  return $status
}

prepare() {
  need_dotnet
  state_folder
  step "Building" build Pulse.Api Pulse.Web Pulse.Worker
  if [ -n "${PULSE_DATABASE:-}" ]; then admin=$PULSE_DATABASE; else start_cluster postgres pulse; fi
  (umask 077 && printf '%s' "$admin" >"$state/admin.connection")
  step "Bringing the schema up to date" worker migrate --admin "$state/admin.connection" --state "$state"
  prepared=yes
}

must_be_free() {
  port_is_free "$1" || fail "port $1 on 127.0.0.1 is in use: stop what listens there, or choose another with $2=…"
}

# serve NAME COMMAND…: a child of this script, with its log; stopped with it
serve() {
  local name=$1
  shift
  "$@" >>"$logs/$name.log" 2>&1 &
  children+=($!)
  names+=("$name")
}

wait_until_up() {
  local name=$1 url=$2 child=$3
  for _ in $(seq 300); do
    if is_healthy "$url"; then return; fi
    kill -0 "$child" 2>/dev/null || { tail -n 20 "$logs/$name.log" >&2; fail "$name did not start; its log is $logs/$name.log"; }
    sleep 0.1
  done
  fail "$name did not answer within 30 s; its log is $logs/$name.log"
}

# asks /healthz with nothing but bash, since neither curl nor node is certain to be there
is_healthy() {
  local port=${1##*:}
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' >&3
  head -n 1 <&3 | grep -q ' 200 '
} 2>/dev/null

children=()
names=()
stop_all() {
  trap - INT TERM EXIT
  if [ ${#children[@]} -gt 0 ]; then
    kill -TERM "${children[@]}" 2>/dev/null || true
    wait "${children[@]}" 2>/dev/null || true
  fi
  stop_cluster
}

start_hosts() {
  api_port=${PULSE_API_PORT:-7310}
  web_port=${PULSE_WEB_PORT:-7320}
  must_be_free "$api_port" PULSE_API_PORT
  must_be_free "$web_port" PULSE_WEB_PORT
  api_url=http://127.0.0.1:$api_port
  web_url=http://127.0.0.1:$web_port
  local key=$state/key
  serve api dotnet "$(dll Api)" --urls "$api_url" --Pulse:ConnectionFile "$state/api.connection" --Pulse:KeyFile "$key"
  serve web dotnet "$(dll Web)" --urls "$web_url" --Pulse:ConnectionFile "$state/web.connection" --Pulse:KeyFile "$key" \
    --Pulse:PhoneAddress "$api_url"
  serve worker dotnet "$(dll Worker)" serve --Pulse:ConnectionFile "$state/worker.connection" --Pulse:KeyFile "$key"
  wait_until_up api "$api_url" "${children[0]}"
  wait_until_up web "$web_url" "${children[1]}"
}

stay() {
  say "Serving until Ctrl-C."
  local child
  while sleep 1; do
    for child in "${!children[@]}"; do
      kill -0 "${children[$child]}" 2>/dev/null || fail "${names[$child]} stopped; its log is $logs/${names[$child]}.log"
    done
  done
}

addresses() {
  say ""
  say "Desk    $(worker staff-link "$web_url" --admin "$state/admin.connection")"
  say "        signs in once; './pulse staff-link' makes another while it serves"
  say "Phone   $api_url/$(spare_code)"
}

# an invitation of the sample that nobody has used, as the fragment of a link; each is taken from the list when shown
spare_code() {
  local codes=$state/spare-codes code
  [ -s "$codes" ] || return 0
  code=$(head -n 1 "$codes")
  (umask 077 && tail -n +2 "$codes" >"$codes.rest" && mv "$codes.rest" "$codes")
  printf '#%s' "$code"
}

demo() {
  trap 'stop_all; exit 130' INT TERM
  trap stop_all EXIT
  local began=$SECONDS
  prepare
  start_hosts
  worker rehearse "$here/samples/spring-consultation" "$api_url" "$web_url" --admin "$state/admin.connection" --key "$state/key" ||
    fail "the sample was not played; if an older version's is kept here, './pulse reset' forgets it with its keys and logs"
  addresses
  say "Ready after $((SECONDS - began)) s."
  if [ "${1:-}" != --exit ]; then stay; fi
}

up() {
  trap 'stop_all; exit 130' INT TERM
  trap stop_all EXIT
  prepare
  start_hosts
  addresses
  stay
}

# once COMMAND…: a command on the demo's database, whether it serves now or not
once() {
  trap 'stop_all; exit 130' INT TERM
  trap stop_all EXIT
  if [ "${prepared:-}" != yes ]; then prepare; fi
  worker "$@" --admin "$state/admin.connection" --key "$state/key"
}
