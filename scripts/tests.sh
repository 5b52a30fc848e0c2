# The test command.
# Read by ./pulse; does nothing by itself.
# shellcheck shell=bash

ensure_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && return
  if is_root && command -v apt-get >/dev/null; then
    step "Installing Debian's chromium and Noto fonts" install_packages chromium fonts-noto-core || true
  else
    say "No Chromium here: the browser stories will be skipped (install your system's 'chromium' and 'fonts-noto-core')."
  fi
}

run_tests() {
  local slow=no filter='TestCategory!=Slow' results status=0
  if [ "${1:-}" = --slow ]; then slow=yes; shift; fi
  if [ "$slow" = yes ]; then filter=''; fi
  if [ -n "${1:-}" ]; then filter="FullyQualifiedName~$1"; fi
  trap 'stop_all; exit 130' INT TERM
  trap stop_all EXIT
  need_dotnet
  state_folder
  ensure_chromium
  # Profiling every method to compile it better later costs more than a run of minutes gets back
  export DOTNET_TieredPGO=0
  step "Building" build Pulse.sln
  start_test_cluster
  export PULSE_TEST_DATABASE=$admin
  results=$(mktemp -d)
  dotnet test Pulse.Tests --no-build -c "$configuration" ${filter:+--filter "$filter"} --results-directory "$results" \
    --logger 'console;verbosity=normal' --logger 'trx;LogFileName=results.trx' || status=$?
  count "$results/results.trx" || status=1
  rm -rf "$results"
  return $status
}

# the last line, read by whoever runs this: N passed, N failed, N skipped
count() {
  [ -s "$1" ] || { say "0 passed, 1 failed, 0 skipped"; return 1; }
  local total passed failed
  total=$(grep -o '<Counters [^>]*' "$1" | grep -o ' total="[0-9]*"' | tr -dc 0-9)
  passed=$(grep -o '<Counters [^>]*' "$1" | grep -o ' passed="[0-9]*"' | tr -dc 0-9)
  failed=$(grep -o '<Counters [^>]*' "$1" | grep -o ' failed="[0-9]*"' | tr -dc 0-9)
  say "$passed passed, $failed failed, $((total - passed - failed)) skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
