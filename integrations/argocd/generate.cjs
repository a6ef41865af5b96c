#!/usr/bin/env node
// What Argo CD runs in the folder of an application: builds the manifests, injects sidecars, and prints the manifests
// alone. Parameters come as JSON in ARGOCD_APP_PARAMETERS; plugin.yaml beside this file announces them.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync, realpathSync, statSync } = require("node:fs");
const { join, normalize, relative, sep } = require("node:path");

const KUBE_SIDECAR = join(__dirname, "../../bin/kube-sidecar.cjs");

/** The parameters, each with the field in which Argo CD gives its value. */
const PARAMETERS = {
  templates: "array",
  set: "map",
  values: "array",
  config: "string",
  env: "string",
  build: "string",
  path: "string",
  "helm-values": "array",
};

const KUSTOMIZATIONS = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** How the folder is built, by the name that the parameter `build` has; plain folders need no other program. */
const BUILDS = {
  helm: helmCommand,
  kustomize: () => ["kustomize", "build", "."],
  plain: () => undefined,
  recursive: () => undefined,
};

/** How a value has to look, by the field that it comes in. */
const FIELDS = {
  string: isText,
  array: (value) => Array.isArray(value) && value.every(isText),
  map: (value) =>
    typeof value === "object" &&
    !Array.isArray(value) &&
    value !== null &&
    Object.values(value).every(isText),
};

class Failure extends Error {}

try {
  process.exitCode = main(process.env);
} catch (error) {
  // Of what the system refuses, a stack says nothing more.
  if (!(error instanceof Failure) && typeof error.code !== "string") throw error;
  process.stderr.write(`kube-sidecar for Argo CD: ${printable(error.message)}\n`);
  process.exitCode = 2;
}

/** As in src/text/printable.ts, which is not there by itself in what is built; a test holds them equal. */
function printable(text) {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]/gu, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "\t") return "\\t";
    const digits = character.codePointAt(0).toString(16);
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  });
}

/** No program takes a word with a NUL in it. */
function isText(value) {
  return typeof value === "string" && !value.includes("\0");
}

function main(env) {
  const given = readParameters(env.ARGOCD_APP_PARAMETERS);
  const root = repositoryRoot(env);
  const fileOf = (path) => fileIn(root, path);
  const folder = fileOf(given.path ?? ".");
  if (!statSync(folder).isDirectory()) throw new Failure(`path: ${given.path} is no folder`);
  process.chdir(folder);
  const build = given.build ?? detectBuild();
  if (!Object.hasOwn(BUILDS, build)) {
    throw new Failure(`build: "${build}" is none of ${Object.keys(BUILDS).join(", ")}`);
  }
  const command = BUILDS[build]({ given, env, fileOf });
  const manifests = command === undefined ? undefined : run(command);
  return inject(build, manifests, { given, env, root, fileOf });
}

/** Returns the values by the names of the parameters. */
function readParameters(json) {
  const given = {};
  for (const parameter of parseParameters(json)) {
    const { name } = parameter;
    if (!Object.hasOwn(PARAMETERS, name)) {
      throw new Failure(
        `unknown parameter "${name}"; there are ${Object.keys(PARAMETERS).join(", ")}`,
      );
    }
    const field = PARAMETERS[name];
    const value = parameter[field];
    if (!FIELDS[field](value))
      throw new Failure(`the parameter ${name} takes its value as ${field}`);
    given[name] = value;
  }
  return given;
}

function parseParameters(json) {
  let list;
  try {
    list = JSON.parse(json || "null");
  } catch (error) {
    throw new Failure(`ARGOCD_APP_PARAMETERS cannot be read: ${error.message}`);
  }
  // Argo CD says `null` where an application sets none.
  if (list === null) return [];
  if (Array.isArray(list) && list.every((item) => typeof item?.name === "string")) return list;
  throw new Failure("ARGOCD_APP_PARAMETERS is not a list of parameters with names");
}

function detectBuild() {
  if (existsSync("Chart.yaml")) return "helm";
  return KUSTOMIZATIONS.some((file) => existsSync(file)) ? "kustomize" : "plain";
}

/** As Argo CD itself runs Helm. */
function helmCommand({ given, env, fileOf }) {
  checkLinks(fileOf);
  // In namespaces beside its own, Argo CD calls an application NAMESPACE_NAME.
  const release = (env.ARGOCD_APP_NAME || "release").replace(/^.*_/, "");
  const versions = (env.KUBE_API_VERSIONS || "").split(",").filter((version) => version !== "");
  return [
    "helm",
    "template",
    "--include-crds",
    ...(env.ARGOCD_APP_NAMESPACE ? [`--namespace=${env.ARGOCD_APP_NAMESPACE}`] : []),
    ...(env.KUBE_VERSION ? [`--kube-version=${env.KUBE_VERSION}`] : []),
    ...versions.map((version) => `--api-versions=${version}`),
    ...(given["helm-values"] ?? []).map((path) => `--values=${inList(fileOf(path))}`),
    "--",
    release,
    ".",
  ];
}

/** Helm takes a list in the form of CSV. */
function inList(value) {
  return `"${value.replaceAll('"', '""')}"`;
}

/** Throws for links out of the repository, which Helm follows; kustomize and kube-sidecar refuse them themselves. */
function checkLinks(fileOf) {
  for (const entry of readdirSync(".", { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) fileOf(join(entry.parentPath, entry.name));
  }
}

/** Prints the manifests with the sidecars in them, and returns the exit code. */
function inject(build, manifests, { given, env, root, fileOf }) {
  const files = manifests === undefined ? ["."] : ["-"];
  const args = [
    KUBE_SIDECAR,
    "inject",
    // That a config, which may be found, and its templateDirs stay in the repository is seen to there.
    `--root=${root}`,
    ...(given.templates ?? []).map((name) => `--template=${name}`),
    ...Object.entries(given.set ?? {}).map(([name, value]) => `--set=${name}=${value}`),
    ...(given.values ?? []).map((path) => `--values=${fileOf(path)}`),
    ...(given.config ? [`--config=${fileOf(given.config)}`] : []),
    ...(given.env ? [`--env=${given.env}`] : []),
    ...(env.KUBE_VERSION ? [`--kube-version=${env.KUBE_VERSION}`] : []),
    ...(build === "recursive" ? ["--recursive"] : []),
    ...files,
  ];
  const stdio = [manifests === undefined ? "ignore" : "pipe", "inherit", "inherit"];
  const { status, error } = spawnSync(process.execPath, args, { input: manifests, stdio });
  if (error) throw error;
  return status ?? 1;
}

/** Runs a program and returns what it prints; what it says is said as its words, as a chart can make it say anything. */
function run([program, ...args]) {
  const stdio = ["ignore", "pipe", "pipe"];
  const { status, stdout, stderr, error } = spawnSync(program, args, { stdio, maxBuffer: 2 ** 30 });
  for (const line of (stderr?.toString() ?? "").split("\n").filter((text) => text !== "")) {
    process.stderr.write(`${program}: ${printable(line)}\n`);
  }
  if (error?.code === "ENOENT") throw new Failure(`${program} is not in the image`);
  if (error) throw error;
  if (status !== 0) throw new Failure(`${program} ${args[0]} failed, see above`);
  return stdout;
}

/**
 * Returns the path without links, if it is in the repository: messages show lines of files that are read, and whoever may
 * set parameters must not reach other files of the image. It begins with a dot, so that it is no
 * option, no address, and not standard input.
 */
function fileIn(root, path) {
  if (!existsSync(path)) throw new Failure(`there is no ${path} in ${process.cwd()}`);
  const target = realpathSync(path);
  const names = relative(root, target).split(sep);
  // What git keeps is not of the repository: it can hold passwords.
  if (names[0] === ".." || names.some((name) => name.toLowerCase() === ".git")) {
    throw new Failure(`${path} is not in the repository`);
  }
  const way = relative(realpathSync("."), target);
  return way.startsWith("..") ? way : `./${way}`;
}

/** Returns the root of the repository: Argo CD starts the program in the folder ARGOCD_APP_SOURCE_PATH of it. */
function repositoryRoot({ ARGOCD_APP_SOURCE_PATH = "." }) {
  const start = realpathSync(".");
  const folder = normalize(`${sep}${ARGOCD_APP_SOURCE_PATH}`).replace(/[\\/]$/, "");
  return start.endsWith(folder) ? start.slice(0, start.length - folder.length) || sep : start;
}
