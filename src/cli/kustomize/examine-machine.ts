import { constants } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { ConfigKind } from "../../config/read-injector.ts";
import type { Io } from "../../io/io.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { CONFIG_KINDS } from "./plugin-config.ts";
import {
  HOME_VARIABLE,
  type PluginHome,
  pluginHomes,
  pluginPath,
  relativeHome,
  usedHome,
} from "./plugin-home.ts";
import { pluginLinkAt } from "./plugin-link.ts";

const INSTALL = "kube-sidecar kustomize install";

/** Returns whether kustomize finds and can run the plugin on this machine. */
export function examineMachine(io: Io): readonly Diagnosis[] {
  const home = usedHome(io);
  return [
    examineHome(io, home),
    ...(home === undefined ? [] : CONFIG_KINDS.map((kind) => examineLink(io, kind, home))),
    examineNode(io),
  ];
}

function examineHome(io: Io, home: PluginHome | undefined): Diagnosis {
  const subject = "plugin home";
  const relative = relativeHome(io);
  if (relative !== undefined) {
    const message = `${relative.fault}; kustomize changes the folder before it looks there`;
    return { subject, status: "ill", message, help: relative.help };
  }
  if (home === undefined) return noHome(io);
  const named = io.env[HOME_VARIABLE];
  const passedOver =
    named && home.variable !== HOME_VARIABLE
      ? `; ${HOME_VARIABLE}, which is ${named}, does not exist`
      : "";
  const message = `${home.path} (${home.name})${passedOver}`;
  return { subject, status: "well", message, help: "" };
}

function noHome(io: Io): Diagnosis {
  const names = pluginHomes(io).map(({ name }) => name);
  return {
    subject: "plugin home",
    status: "ill",
    ...(names.length === 0
      ? {
          message: `neither ${HOME_VARIABLE} nor HOME is set`,
          help: `name a folder: export ${HOME_VARIABLE}=FOLDER, then ${INSTALL}`,
        }
      : {
          message: `there is none; kustomize looks in ${names.join(", then in ")}`,
          help: INSTALL,
        }),
  };
}

function examineLink(io: Io, kind: ConfigKind, home: PluginHome): Diagnosis {
  const path = pluginPath(home.path, kind);
  const link = pluginLinkAt(io, path);
  const ill = (message: string, help: string): Diagnosis => ({
    subject: kind,
    status: "ill",
    message,
    help,
  });
  if (link.state === "absent") return ill(absence(io, kind, home), INSTALL);
  if (!io.fs.existsSync(path))
    return ill(`${path} leads to ${link.target}, which is gone`, INSTALL);
  if (!isExecutable(io, path)) {
    return ill(`${link.target} has no run bit`, `chmod +x ${link.target}`);
  }
  if (link.state === "foreign") {
    const message = `runs ${link.target}, which is not of kube-sidecar`;
    return { subject: kind, status: "note", message, help: "" };
  }
  const remark = link.state === "current" ? "" : ", which is not the program that runs now";
  return { subject: kind, status: "well", message: `runs ${link.target}${remark}`, help: "" };
}

/** kustomize does not say any of this: it speaks of a missing .so file. */
function absence(io: Io, kind: ConfigKind, home: PluginHome): string {
  const path = pluginPath(home.path, kind);
  const folder = dirname(path);
  const names = io.fs.existsSync(folder) ? io.fs.readdirSync(folder) : [];
  const withEnding = names.find((name) => name.startsWith(`${kind}.`));
  if (withEnding !== undefined) {
    return `${join(folder, withEnding)} has a file extension, with which kustomize does not find it`;
  }
  const elsewhere = pluginHomes(io).find(
    (other) => other.path !== home.path && io.fs.existsSync(pluginPath(other.path, kind)),
  );
  if (elsewhere === undefined) return `there is no ${path}`;
  return `it is in ${elsewhere.path}, where kustomize does not look because ${home.path} exists`;
}

function examineNode(io: Io): Diagnosis {
  const subject = "node";
  const folders = (io.env["PATH"] ?? "").split(delimiter);
  const found = folders
    .map((folder) => join(folder, "node"))
    .find((path) => isExecutable(io, path));
  if (found !== undefined) return { subject, status: "well", message: found, help: "" };
  const message = 'it is not on PATH; kustomize stops with "exit status 127"';
  return { subject, status: "ill", message, help: `put the folder of ${process.execPath} on PATH` };
}

function isExecutable(io: Io, path: string): boolean {
  try {
    io.fs.accessSync(path, constants.X_OK);
    return io.fs.statSync(path).isFile();
  } catch {
    return false;
  }
}
