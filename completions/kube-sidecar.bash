# Completion of kube-sidecar in bash; `kube-sidecar completion bash` prints it.

_kube_sidecar() {
  # A file of a redirection is for the shell.
  [[ ${COMP_WORDS[COMP_CWORD - 1]} == [\<\>]* ]] && return

  # bash takes words apart at = and : as well; a piece without a blank before it belongs to the word before it.
  local rest=${COMP_LINE:0:COMP_POINT} words=() piece i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    if ((i == 0)) || [[ $rest == [[:space:]]* ]]; then
      rest=${rest#"${rest%%[![:space:]]*}"}
      words+=("")
    fi
    piece=${COMP_WORDS[i]}
    ((i == COMP_CWORD)) && piece=$rest
    words[${#words[@]} - 1]+=$piece
    rest=${rest#"$piece"}
  done
  local current=${words[${#words[@]} - 1]} quote=
  [[ $current == [\"\']* ]] && quote=${current:0:1}
  words=("${words[@]//[\"\'\\]/}")
  current=${words[${#words[@]} - 1]}

  local lines=() line
  while IFS= read -r line; do
    lines+=("${line%%$'\t'*}")
  done < <(kube-sidecar __complete "${words[@]:1}" 2>/dev/null)
  ((${#lines[@]})) || return
  local directive=${lines[${#lines[@]} - 1]#:}
  unset "lines[${#lines[@]} - 1]"

  [[ $current == -*=* ]] && current=${current#*=}
  # Of a word that is not quoted, readline replaces what stands behind the last place where it takes words apart.
  local kept= breaks=${COMP_WORDBREAKS//[[:space:]\"\']/}
  [[ $quote ]] || kept=${current%"${current##*["$breaks"]}"}
  local part=${current#"$kept"} extension

  if ((directive & 24)); then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done < <(
      compgen -d -- "$part"
      ((directive & 16)) || for extension in "${lines[@]}"; do
        compgen -f -X "!*.$extension" -- "$part"
      done
    )
    return
  fi
  ((directive & 2)) && compopt -o nospace 2>/dev/null
  ((directive & 4)) && compopt +o default 2>/dev/null
  for line in "${lines[@]}"; do
    line=${line#"$kept"}
    if [[ ! $quote ]]; then
      [[ $line == *[!A-Za-z0-9_.,:=/@%+-]* ]] && printf -v line %q "$line"
    elif [[ $line == *[\"\'\$\`\\!]* ]]; then
      continue # It may come from a file that somebody else has written.
    fi
    COMPREPLY+=("$line")
  done
}

complete -o default -F _kube_sidecar kube-sidecar kubectl-sidecar
