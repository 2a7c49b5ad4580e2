#!/usr/bin/env bash
# The step "Check" of action.yml: annotations on the log, SARIF for alerts, a summary for people.
# Reads ARGUMENTS, COMMENT, PULL_REQUEST; exits as `concord check` does.
set -uo pipefail

folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/concord.XXXXXX")
longest=60000 # a comment may have 65,536 characters

code=0
# Split into words on purpose: it is a command line, and the workflow's author wrote it.
# shellcheck disable=SC2086
concord check ${ARGUMENTS:-} -o github=- -o "sarif=$folder/concord.sarif" \
  -o "markdown=$folder/summary.md" || code=$?

if [ -s "$folder/concord.sarif" ]; then
  echo "sarif=$folder/concord.sarif" >>"${GITHUB_OUTPUT:-/dev/null}"
fi
if [ -s "$folder/summary.md" ]; then
  cat "$folder/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  if [ "${COMMENT:-false}" = true ] && [ -n "${PULL_REQUEST:-}" ]; then
    if [ "$(wc -c <"$folder/summary.md")" -gt "$longest" ]; then
      sed '/^<details>$/,$d' "$folder/summary.md" >"$folder/comment.md"
      echo "The findings are in the job's summary; they are too many for a comment." >>"$folder/comment.md"
    else
      cp "$folder/summary.md" "$folder/comment.md"
    fi
    gh pr comment "$PULL_REQUEST" --edit-last --body-file "$folder/comment.md" 2>/dev/null ||
      gh pr comment "$PULL_REQUEST" --body-file "$folder/comment.md" ||
      echo "::warning title=concord::the comment could not be written"
  fi
fi
exit "$code"
