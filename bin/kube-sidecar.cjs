#!/usr/bin/env node
// Starts the bundled command. Old versions of Node must be able to parse this file.
"use strict";

const OLDEST = [20, 19];

function isTooOld(version) {
  const [major, minor] = version.split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function load() {
  try {
    return require("../dist/cli.cjs");
  } catch (error) {
    const isMissing = error.code === "MODULE_NOT_FOUND" && /dist.cli\.cjs/.test(error.message);
    if (!isMissing) throw error;
    process.stderr.write("kube-sidecar is not built: run `npm run build` in its folder first\n");
    process.exitCode = 2;
  }
}

/** Scripts ask for it often, and it needs nothing of the bundle, which knows what to say where it cannot be written. */
function printVersion() {
  try {
    require("node:fs").writeSync(1, `${require("../package.json").version}\n`);
    return true;
  } catch {
    return false;
  }
}

const argv = process.argv.slice(2);
if (isTooOld(process.versions.node)) {
  process.stderr.write(
    `kube-sidecar needs Node.js ${OLDEST.join(".")} or newer, this is ${process.versions.node}\n`,
  );
  process.exitCode = 2;
} else if (argv.join(" ") !== "--version" || !printVersion()) {
  const command = load();
  if (command) {
    command.main(argv, command.nodeIo()).then((code) => {
      process.exitCode = code;
    });
  }
}
