import { posix, sep } from "node:path";
import { isTemplateName } from "../config/template-name.ts";
import { templateStarts } from "../generated/template-starts.ts";
import { createFile } from "../io/create-file.ts";
import type { Io } from "../io/io.ts";
import { builtInNames } from "../template/built-in.ts";
import { ROLES, type Role } from "../template/roles.ts";
import { nearestHint } from "../text/nearest.ts";
import { printable } from "../text/printable.ts";
import { shellWord } from "../text/shell-word.ts";
import { UserError } from "../text/user-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { SCHEMA_FILE, schemaText } from "./schema-file.ts";
import type { NewTemplateOptions } from "./templates-new.ts";

/** The name of the template in the starts. */
const PLACEHOLDER = "my-sidecar";

/** Writes the start of a template, and the schema beside it, and says how to go on. */
export function newTemplate(io: Io, name: string, options: NewTemplateOptions): ExitCode {
  if (!isTemplateName(name)) throw new UserError(badName(name));
  const start = templateStarts()[roleOf(options.role)].replaceAll(PLACEHOLDER, name);
  const path = posix.join(options.dir.split(sep).join("/"), `${name}.yaml`);
  const schema = posix.join(posix.dirname(path), SCHEMA_FILE);
  if (createFile(io, path, start) === "was there") {
    throw new UserError(`${path} is there already; take another name or another --dir`);
  }
  const written = createFile(io, schema, schemaText()) === "created" ? [path, schema] : [path];
  const lines = [
    `wrote ${written.join(" and ")}`,
    ...remarksOn(name, path),
    "",
    ...nextSteps(name, path),
  ];
  io.writeStderr(lines.map((line) => `${printable(line)}\n`).join(""));
  return EXIT.ok;
}

function remarksOn(name: string, path: string): readonly string[] {
  if (!builtInNames().includes(name)) return [];
  return [`warning: template "${name}" of ${path} replaces the built-in one`];
}

function nextSteps(name: string, path: string): readonly string[] {
  const folder = shellWord(posix.dirname(path));
  return [
    "Fill it in, then:",
    `  kube-sidecar templates check ${shellWord(path)}`,
    `  kube-sidecar inject --template-dir ${folder} -t ${name} --diff deploy.yaml`,
  ];
}

function roleOf(text: string | undefined): Role {
  const roles = Object.keys(ROLES) as Role[];
  const role = roles.find((known) => known === text);
  if (role !== undefined) return role;
  const what =
    text === undefined
      ? "say with --role what the sidecar is for"
      : `--role ${text}: there is no such role${nearestHint(text, roles)}`;
  throw new UserError(what, [`roles: ${roles.join(", ")}`]);
}

function badName(name: string): string {
  const proposal = name
    .toLowerCase()
    .replace(/\.ya?ml$/, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  const hint = isTemplateName(proposal) ? `; take "${proposal}"` : "";
  return `"${name}" cannot be the name of a template: a DNS label has a-z, 0-9 and, inside, "-", at most 63 characters${hint}`;
}
