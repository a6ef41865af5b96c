import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { installCommand } from "./install-command.ts";
import type { Surroundings } from "./real-shell.ts";

const integrations = join(import.meta.dirname, "../../integrations");

/** Installs the command into an empty folder, with the files for other tools, where `npm root --global` then says. */
export function installPackage(folder: string): Required<Surroundings> {
  const path = installCommand(join(folder, "command"));
  cpSync(integrations, join(folder, "command/lib/integrations"), { recursive: true });
  mkdirSync(join(folder, "lib/node_modules"), { recursive: true });
  symlinkSync(join(folder, "command/lib"), join(folder, "lib/node_modules/kube-sidecar"));
  return { path: [path], env: { npm_config_prefix: folder } };
}
