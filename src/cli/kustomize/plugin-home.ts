import { isAbsolute, join, resolve } from "node:path";
import type { ConfigKind } from "../../config/read-injector.ts";
import type { Io } from "../../io/io.ts";

/** A folder in which kustomize may look for plugins. */
export interface PluginHome {
  readonly path: string;
  /** The environment variable that leads to it. */
  readonly variable: string;
  /** As documentation writes it, e.g. `$HOME/.config/kustomize/plugin`. */
  readonly name: string;
}

/** The variable that names the plugin home itself. */
export const HOME_VARIABLE = "KUSTOMIZE_PLUGIN_HOME";

// https://github.com/kubernetes-sigs/kustomize/blob/master/api/konfig/plugins.go
const HOMES: readonly { readonly variable: string; readonly below: string }[] = [
  { variable: HOME_VARIABLE, below: "" },
  { variable: "XDG_CONFIG_HOME", below: "kustomize/plugin" },
  { variable: "HOME", below: ".config/kustomize/plugin" },
  { variable: "HOME", below: "kustomize/plugin" },
];

/** Returns the folders in which kustomize looks for plugins, in its order: it takes the first that exists, and no other. */
export function pluginHomes({ env }: Io): readonly PluginHome[] {
  return HOMES.flatMap(({ variable, below }) => {
    const base = env[variable];
    if (!base) return [];
    return [{ path: join(base, below), variable, name: `$${join(variable, below)}` }];
  });
}

/** Returns the home that kustomize takes, if there is one. */
export function usedHome(io: Io): PluginHome | undefined {
  return pluginHomes(io).find(({ path }) => isAbsolute(path) && isFolder(io, path));
}

/** Returns what to do about a first home that is relative: kustomize finds it, and nothing in it; undefined where all is well. */
export function relativeHome(
  io: Io,
): { readonly fault: string; readonly help: string } | undefined {
  const [first] = pluginHomes(io);
  if (first === undefined || isAbsolute(first.path)) return undefined;
  const { variable } = first;
  const value = io.env[variable];
  return {
    fault: `${variable} is ${value}, a relative path`,
    help: `export ${variable}="$PWD/${value}"`,
  };
}

/** Returns the file that kustomize runs for a kind of ours. */
export function pluginPath(home: string, kind: ConfigKind): string {
  return join(home, "kube-sidecar.dev", "v1alpha1", kind.toLowerCase(), kind);
}

function isFolder(io: Io, path: string): boolean {
  const target = resolve(io.cwd, path);
  return io.fs.existsSync(target) && io.fs.statSync(target).isDirectory();
}
