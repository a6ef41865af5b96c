# Completion of kube-sidecar in fish; `kube-sidecar completion fish` prints it.

function __kube_sidecar_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct | string replace -ra '["\'\\\\]' '')
    set -l lines (kube-sidecar __complete $words "$current" 2>/dev/null)
    set -l directive (string match -rg '^:(\d+)$' -- "$lines[-1]")
    or return
    set -e lines[-1]

    # Of --flag=value, candidates are values.
    set -l flag (string match -r -- '^-[^=]*=' "$current")
    set -l value (string replace -- "$flag" '' "$current")

    if test (math "bitand($directive, 16)") -ne 0
        set lines (__fish_complete_directories "$value" '')
    else if test (math "bitand($directive, 8)") -ne 0
        set lines (__fish_complete_path "$value")
    else if test (count $lines) -eq 0 -a (math "bitand($directive, 4)") -eq 0
        set lines (__fish_complete_path "$value")
    end
    for line in $lines
        echo "$flag$line"
    end
end

complete -c kube-sidecar -f -a '(__kube_sidecar_complete)'
complete -c kubectl-sidecar -w kube-sidecar
