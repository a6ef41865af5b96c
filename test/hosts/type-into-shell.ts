import { spawnSync } from "node:child_process";
import { temporaryFolder } from "../cli/temporary-folder.ts";

/** The shells that there are completion scripts for. */
export type ShellName = "bash" | "zsh" | "fish";

/** How each is started at a terminal, with nothing but the file of a folder as its settings. */
const COMMANDS: Readonly<Record<ShellName, (folder: string) => string>> = {
  bash: (folder) => `bash --noprofile --rcfile ${folder}/bash -i`,
  zsh: (folder) => `ZDOTDIR=${folder} zsh -d -i`,
  fish: (folder) => `fish -N -C 'source ${folder}/fish' -i`,
};

/** The completion, and a stand-in for the command that shows its words, each in `<>`. */
const SETTINGS = {
  bash: `PS1= COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
source <(kube-sidecar completion bash)
kube-sidecar() {
  if [[ $1 == __complete ]]; then command kube-sidecar "$@"; else printf '<%s>' "$@"; echo; fi
}
`,
  ".zshrc": `PS1= RPS1=
autoload -U compinit && compinit -u -D
source <(kube-sidecar completion zsh)
kube-sidecar() {
  if [[ $1 == __complete ]]; then command kube-sidecar "$@"; else printf '<%s>' "$@"; echo; fi
}
`,
  fish: `kube-sidecar completion fish | source
function kube-sidecar
    if test "$argv[1]" = __complete
        command kube-sidecar $argv
    else
        printf '<%s>' $argv
        echo
    end
end
`,
};

/** Tells whether a shell is there, and \`script\`, which gives it a terminal. Only bash is everywhere, in CI too. */
export function canTypeInto(shell: ShellName): boolean {
  const answers = (command: string) => spawnSync(command, ["--version"]).status === 0;
  return answers(shell) && answers("script");
}

/**
 * Types lines into a shell at a terminal, tabs and all, in the folder. Returns the words of each `kube-sidecar` line
 * as the shell has run it, behind one another: `<inject><-t><envoy>`. `path` is the folder that has the command.
 */
export function typeIntoShell(
  shell: ShellName,
  lines: readonly string[],
  { folder, path }: { readonly folder: string; readonly path: string },
): readonly string[] {
  const settings = temporaryFolder(SETTINGS);
  const { stdout } = spawnSync("script", ["-qec", COMMANDS[shell](settings), "/dev/null"], {
    cwd: folder,
    input: [...lines, "exit", ""].join("\n"),
    encoding: "utf8",
    env: { ...process.env, HOME: settings, TERM: "dumb", PATH: `${path}:${process.env["PATH"]}` },
  });
  return stdout.split(/\r*\n/).flatMap((line) => /(?:<[^<>]*>)+$/.exec(line)?.[0] ?? []);
}
