# Sourced by the parts that are made of commands: each check is one test.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
passed=0 failed=0

# check WORDS COMMAND…: a test that passes when the command does; its output is shown only when it fails.
check() {
  local words=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1)); echo "ok      $words"
  else
    failed=$((failed + 1)); echo "FAILED  $words"; printf '%s\n' "$output" | tail -n 60 | sed 's/^/        /'
  fi
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
