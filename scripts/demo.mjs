// Shows the main job on the manifests of fixtures/manifests/: `npm run demo`. Nothing is written to files.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const command = join(root, "bin/kube-sidecar.cjs");
const cwd = join(root, "fixtures/manifests");
const colours = process.stdout.isTTY && !process.env.NO_COLOR;

/** What is shown of each command; `stdout` is left out where the report says enough. */
const STEPS = [
  {
    title: "The sidecars that come with it",
    args: ["templates", "list"],
  },
  {
    title: "A log shipper next to the web shop, sharing the directory that the shop logs to",
    args: ["inject", "-t", "fluent-bit", "--diff", "deploy.yaml"],
  },
  {
    title: "A metrics exporter for all kinds of workloads; one of them opts out",
    args: [
      "inject",
      "-t",
      "statsd-exporter",
      "list.json",
      "statefulset.yaml",
      "cronjob.yaml",
      "k8s/",
    ],
    hidden: true,
  },
  {
    title: "A conflict: the app has port 9102 already, so nothing is written",
    args: ["inject", "-t", "statsd-exporter", "conflict.yaml"],
  },
  {
    title: "The same, with the sidecar moved to a free port",
    args: ["inject", "-t", "statsd-exporter", "--on-port-conflict", "reassign", "conflict.yaml"],
    hidden: true,
  },
  {
    title: "What is wrong with a Job and its sidecars, as it is",
    args: ["lint", "pitfalls.yaml"],
  },
];

if (existsSync(join(root, "dist/cli.cjs"))) {
  for (const [index, step] of STEPS.entries()) showStep(index + 1, step);
  showRoundTrip(STEPS.length + 1);
} else {
  console.error("The command is not built: run `npm run build` first.");
  process.exitCode = 2;
}

function showStep(number, { title, args, hidden = false }) {
  const line = ["kube-sidecar", ...args, ...(hidden ? ["> injected.yaml"] : [])].join(" ");
  printHead(number, title, line);
  const { stdout, stderr, status } = run(args);
  if (!hidden) process.stdout.write(stdout);
  if (!hidden && stdout !== "" && stderr !== "") console.log();
  process.stdout.write(stderr);
  console.log(paint(2, `exit code ${status}`));
}

/** Fails where ejecting does not give back the file, byte for byte. */
function showRoundTrip(number) {
  const line =
    "kube-sidecar inject -t fluent-bit,envoy deploy.yaml | kube-sidecar eject | cmp - deploy.yaml";
  printHead(number, "In and out again, byte for byte", line);
  const injected = run(["inject", "-t", "fluent-bit,envoy", "deploy.yaml"]);
  const ejected = run(["eject"], injected.stdout);
  process.stdout.write(injected.stderr + ejected.stderr);
  const same = ejected.stdout === readFileSync(join(cwd, "deploy.yaml"), "utf8");
  console.log(same ? "deploy.yaml is as it was." : "deploy.yaml has changed: this is a bug.");
  if (!same) process.exitCode = 1;
}

function printHead(number, title, line) {
  console.log(`\n${paint(1, `${number}. ${title}`)}\n${paint(36, `$ ${line}`)}\n`);
}

function run(args, input = "") {
  const options = [...args, "--color", colours ? "always" : "never"];
  return spawnSync(process.execPath, [command, ...options], { cwd, input, encoding: "utf8" });
}

function paint(code, text) {
  return colours ? `\x1b[${code}m${text}\x1b[0m` : text;
}
