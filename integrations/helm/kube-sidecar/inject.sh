#!/bin/sh
# Helm 4 keeps what a post-renderer writes to stderr to itself, even why it failed. Linux lets the stderr of Helm itself be
# opened, so the report goes there. Not where that is a file, which Helm would write over, or a socket, which has no name.
stderr=/proc/$PPID/fd/2
if [ ! -f "$stderr" ] && ( : >>"$stderr" ) 2>/dev/null; then
  exec 2>>"$stderr"
fi
kube-sidecar inject --include-incomplete "$@" || exit
# Of a chart without manifests, such as one of CRDs alone, nothing would be printed, and Helm 4 takes that for a failure.
echo '---'
