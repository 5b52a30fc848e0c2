# The benchmarks.
# Read by ./pulse; does nothing by itself.
# shellcheck shell=bash

bench_platform() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-x86_64) echo osx-x64 ;;
    Darwin-arm64) echo osx-arm64 ;;
    *) return 1 ;;
  esac
}

# publish_bench FOLDER true|false: compiled before it runs (ReadyToRun) or not, apart from every other build's files.
# The lock file of a build for one platform would differ from the one in the repository, so it lies elsewhere.
publish_bench() {
  dotnet publish Pulse.Bench -c Release -v q -r "$(bench_platform)" --self-contained false --artifacts-path "$1/build" \
    -o "$1/new" -p:PublishReadyToRun="$2" -p:NuGetLockFilePath=obj/bench.lock.json -p:RunAnalyzers=false \
    -p:GenerateDocumentationFile=false
}

# sets bench_program, built anew only if a source file is newer; what it says goes to standard error
build_bench() {
  local folder=${PULSE_STATE:-$here/.pulse}/bench
  bench_program=$folder/program/Pulse.Bench
  if [ -x "$bench_program" ] && [ -z "$(find Pulse.Core Pulse.Bench Directory.*.props global.json \
    \( -name bin -o -name obj \) -prune -o -type f -newer "$bench_program.dll" -print -quit)" ]; then
    return
  fi
  need_dotnet
  bench_platform >/dev/null || fail "./pulse bench knows Linux and macOS only"
  mkdir -p "$folder"
  (
    # two at once would build into the same folder
    if command -v flock >/dev/null; then flock 9; fi
    rm -rf "$folder/new"
    step "Building the benchmarks" publish_bench "$folder" true ||
      step "Building them without the compiler ahead of time, which could not be fetched" publish_bench "$folder" false
    touch "$folder/new/Pulse.Bench.dll"
    rm -rf "$folder/program"
    mv "$folder/new" "$folder/program"
  ) 9>"$folder/lock" >&2
}

# A cold run counts from the process's start: loading tables of languages that nothing in it uses is no part of the analysis
run_bench() { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$bench_program" "$@"; }

bench() {
  if [ "${1:-}" = micro ]; then
    shift
    need_dotnet
    exec dotnet run -c Release --project Pulse.Bench -- micro "$@"
  fi
  build_bench
  if [ "${1:-}" = load ]; then
    shift
    bench_load "$@"
    return
  fi
  case "${1:-}" in
    '' | --* | postgres) ;;
    # not by exec: its time counts from its process's start, which would be this script's
    *) run_bench "$@"; return ;;
  esac
  trap 'drop_bench_cluster; exit 130' INT TERM
  trap drop_bench_cluster EXIT
  state_folder
  if [ -n "${PULSE_DATABASE:-}" ]; then
    admin=$PULSE_DATABASE
  elif [ "${1:-}" = postgres ] || installed_postgres >/dev/null; then
    start_cluster bench-postgres postgres
  fi
  PULSE_BENCH_DATABASE=${admin:-} run_bench "$@"
}

# always a server of its own: a role gets a new password, and whoever else is there would be measured too
bench_load() {
  need_dotnet
  state_folder
  step "Building the host" build Pulse.Api
  trap 'drop_bench_cluster; exit 130' INT TERM
  trap drop_bench_cluster EXIT
  start_cluster bench-postgres postgres
  local beside=()
  if [ -x "$postgres_bin/pgbench" ]; then
    beside=(--pgbench "$postgres_bin/pgbench")
  else
    say "No pgbench in $postgres_bin: votes are measured without it."
  fi
  # the load program shares the processors with what it measures: its sockets take the shorter way
  PULSE_BENCH_DATABASE=$admin DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 \
    run_bench load --api "$(dll Api)" ${beside[@]+"${beside[@]}"} "$@"
}

# ten million votes are a gigabyte: nothing of them stays
drop_bench_cluster() {
  trap - INT TERM EXIT
  local folder=${started_cluster:-}
  stop_cluster
  if [ -n "$folder" ]; then rm -rf "$folder"; fi
}
