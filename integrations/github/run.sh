#!/usr/bin/env bash
# What action.yml runs: run.sh lint, or run.sh inject-check. The inputs of the action come as variables INPUT_*, and go to the
# command as arguments alone, so that nothing in them is read by a shell.
set -euo pipefail

# Nothing is installed: what is built is in the commit of a release.
kube_sidecar() { node "$GITHUB_ACTION_PATH/bin/kube-sidecar.cjs" "$@"; }

if [ ! -e "$GITHUB_ACTION_PATH/dist/cli.cjs" ]; then
  echo '::error::This commit of kube-sidecar is not that of a release, and holds nothing that is built: use vX.Y.Z, or its commit.'
  exit 2
fi

args=()

# Adds one argument for each line of a text that is not empty.
each_line() {
  local flag=$1 line
  while IFS= read -r line; do
    if [ -n "$line" ]; then args+=("$flag=$line"); fi
  done <<<"$2"
}

each_line --filename "$INPUT_PATHS"
if [ ${#args[@]} -eq 0 ]; then
  echo '::error::The input "paths" names no file and no folder.'
  exit 2
fi
if [ "$INPUT_RECURSIVE" = true ]; then args+=(--recursive); fi
each_line --config "$INPUT_CONFIG"
each_line --template "$INPUT_TEMPLATES"

lint() {
  each_line --rule "$INPUT_RULES"
  args+=("--fail-on=$INPUT_FAIL_ON" --inject)
  local sarif="$RUNNER_TEMP/kube-sidecar.sarif" status=0
  rm -f "$sarif"
  case $INPUT_REPORT in
  annotations) args+=(--format=github) ;;
  sarif) args+=("--report=$sarif") ;;
  *)
    echo '::error::The input "report" is annotations or sarif.'
    exit 2
    ;;
  esac
  kube_sidecar lint "${args[@]}" || status=$?
  if [ -e "$sarif" ]; then echo "sarif=$sarif" >>"$GITHUB_OUTPUT"; fi
  exit "$status"
}

inject_check() {
  local report="$RUNNER_TEMP/kube-sidecar.txt" status=0
  rm -f "$report"
  # Lines of manifests are in the diff, and of these the runner obeys none until it reads the word again, which nobody can guess.
  local word
  word=$(node -p 'crypto.randomUUID()')
  echo "::stop-commands::$word"
  kube_sidecar inject --check --diff "--report=$report" "${args[@]}" 2>&1 || status=$?
  printf '\n::%s::\n' "$word"
  {
    printf '### kube-sidecar inject --check\n\n'
    # Of what it could not begin with, such as a folder without manifests, there is no report.
    if [ ! -e "$report" ]; then echo 'It could not begin: the log of the job says why.' >"$report"; fi
    # No line of an indented block can end it, as one of a fenced block can.
    sed 's/^/    /' "$report"
  } >>"$GITHUB_STEP_SUMMARY"
  if [ "$status" -eq 1 ]; then
    echo '::error::The manifests are not what kube-sidecar inject makes of them; run it with --write, and commit that.'
  fi
  exit "$status"
}

case ${1-} in
lint) lint ;;
inject-check) inject_check ;;
*) exit 2 ;;
esac
