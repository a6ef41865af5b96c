#compdef kube-sidecar kubectl-sidecar
# Completion of kube-sidecar in zsh; `kube-sidecar completion zsh` prints it.

_kube-sidecar() {
  local -a lines candidates
  local line value directive
  lines=("${(@f)$(kube-sidecar __complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  directive=${lines[-1]#:}
  [[ $directive == <-> ]] || return 1
  lines[-1]=()

  # Of --flag=value, candidates are values.
  [[ $PREFIX == -*=* ]] && compset -P 1 '*='

  if (( directive & 16 )); then
    _files -/
    return
  fi
  if (( directive & 8 )); then
    _files -g "*.(${(j:|:)lines})"
    return
  fi
  for line in $lines; do
    value=${${line%%$'\t'*}//:/\\:}
    [[ $line == *$'\t'* ]] && value+=:${line#*$'\t'}
    candidates+=("$value")
  done
  local -a spacing
  (( directive & 2 )) && spacing=(-S '')
  if (( $#candidates )); then
    _describe -t candidates kube-sidecar candidates "${spacing[@]}" && return
  fi
  (( directive & 4 )) || _files
}

# As a file on fpath it is the function; sourced, it defines it.
if [[ $funcstack[1] == _kube-sidecar ]]; then
  _kube-sidecar "$@"
else
  compdef _kube-sidecar kube-sidecar kubectl-sidecar
fi
