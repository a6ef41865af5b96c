// Start-up against `node -e 0`, throughput against `kubectl kustomize`, as ratios of one run: `npm run bench`.
// The result is printed and kept in docs/performance.md.

import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { arch, cpus, devNull, platform, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { writeApps } from "./apps.mjs";
import { deployments } from "./deployments.mjs";

const root = join(import.meta.dirname, "../..");
const command = [process.execPath, join(root, "bin/kube-sidecar.cjs")];
const page = join(root, "docs/performance.md");
const folder = mkdtempSync(join(tmpdir(), "kube-sidecar-bench-"));
const sink = openSync(devNull, "w");
// With it, every start of Node.js reads certificates for 35 ms.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

const STARTS = [
  { name: "`node -e 0`", argv: [process.execPath, "-e", "0"] },
  { name: "`kube-sidecar --version`", argv: [...command, "--version"] },
  { name: "`kube-sidecar --help`", argv: [...command, "--help"] },
  {
    name: "`kube-sidecar inject -t fluent-bit deploy.yaml`",
    argv: [...command, "inject", "-t", "fluent-bit", join(root, "fixtures/manifests/deploy.yaml")],
  },
];
const START_ROUNDS = 20;

/** Documents of one stream for `lint`: time and memory have to grow in proportion. */
const LINT_SIZES = [
  { count: 100, rounds: 5 },
  { count: 1000, rounds: 3 },
  { count: 10000, rounds: 1 },
];

const SIZES = [
  { count: 1, rounds: 10 },
  { count: 100, rounds: 5 },
  { count: 1000, rounds: 3 },
];

try {
  const kubectl = kubectlVersion();
  const text = render(startTable(), throughputTable(kubectl), lintTable(), kubectl);
  writeFileSync(page, text);
  console.log(text);
} finally {
  rmSync(folder, { recursive: true });
}

function startTable() {
  const times = race(
    STARTS.map(({ argv }) => ({ argv, cwd: folder })),
    START_ROUNDS,
  );
  const rows = STARTS.map(({ name }, index) => [
    name,
    duration(times[index]),
    ratio(times[index], times[0]),
  ]);
  return table(["Command", "Median", "Against `node -e 0`"], rows);
}

function throughputTable(kubectl) {
  const rows = SIZES.map(({ count, rounds }) => {
    const cwd = join(folder, `${count}`);
    writeApps(cwd, count);
    const ours = [...command, "inject", "-q", "--template-dir", "sidecars", "-t", "cache", "apps"];
    const theirs = kubectl === undefined ? [] : [{ argv: ["kubectl", "kustomize", "."], cwd }];
    const [own, other] = race([{ argv: ours, cwd }, ...theirs], rounds);
    const others =
      other === undefined ? ["not measured", ""] : [duration(other), ratio(other, own)];
    return [`${count}`, duration(own), ...others];
  });
  return table(["Apps", "`kube-sidecar inject`", "`kubectl kustomize`", "Times as fast"], rows);
}

/** Half of the documents are Deployments; kube-score, where it is installed, makes its own checks on the same stream. */
function lintTable() {
  const score = isInstalled("kube-score");
  const rows = LINT_SIZES.map(({ count, rounds }) => {
    const file = join(folder, `${count}.yaml`);
    writeFileSync(file, deployments(count));
    const ours = { argv: [...command, "lint", "-q", file], cwd: folder };
    const theirs = { argv: ["kube-score", "score", file], cwd: folder, codes: [0, 1] };
    const [own, other] = race(score && count <= 1000 ? [ours, theirs] : [ours], rounds);
    const memory = peakMemory(ours);
    return [
      `${count}`,
      duration(own),
      `${((own * 1000) / count).toFixed(0)} µs`,
      `${(memory / 1024).toFixed(0)} MiB`,
      other === undefined ? "not measured" : duration(other),
    ];
  });
  const head = ["Documents", "`kube-sidecar lint`", "Each", "Peak memory", "`kube-score score`"];
  return table(head, rows);
}

/** Returns the largest resident set of a run in KiB. */
function peakMemory({ argv: [file, ...args], cwd }) {
  const report =
    "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = spawnSync(file, ["--import", preload, ...args], {
    cwd,
    env,
    encoding: "utf8",
  });
  return Number(stderr);
}

function isInstalled(program) {
  return spawnSync(program, ["version"], { stdio: "ignore" }).error === undefined;
}

/** Runs the commands in turns, so that a busy moment hits all of them, and returns the median of each in milliseconds. */
function race(runs, rounds) {
  const times = runs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, run] of runs.entries()) times[index].push(timeOf(run));
  }
  return times.map(median);
}

function timeOf({ argv: [file, ...args], cwd, codes = [0] }) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { cwd, env, stdio: ["ignore", sink, "pipe"] });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (!codes.includes(status)) throw new Error(`${[file, ...args].join(" ")} failed: ${stderr}`);
  return time;
}

function median(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function kubectlVersion() {
  const { status, stdout } = spawnSync("kubectl", ["version", "--client"], { encoding: "utf8" });
  if (status === 0) return /v\d+\.\d+\.\d+/.exec(stdout)?.[0];
  console.error("kubectl is not installed: nothing is compared with it");
  return undefined;
}

function render(starts, throughput, lint, kubectl) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${platform()} ${arch()}, ${cpus().length} cores, ${memory} GB of memory`;
  const versions = `kube-sidecar ${version}, Node.js ${process.versions.node}, kubectl ${kubectl ?? "not installed"}`;
  return `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}; ${versions}.
Times depend on the machine, so the ratios are what counts; each table is of one run, commands taking turns.

## Start-up

${starts}
## Throughput

Each app is a file with a Deployment, a Service and a ConfigMap. Both programs add the same container to every Deployment:
kube-sidecar by a template, checks included; kustomize by a strategic merge patch.

${throughput}
## Lint

The documents of one stream are Deployments (an app and a log shipper) and the Service of each; all checks are made, and nothing is found.
kube-score makes other checks; its time is there for scale.

${lint}`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  const rule = head.map((_, index) => (index === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map(line).join("");
}

function duration(time) {
  return time < 1000 ? `${time.toFixed(0)} ms` : `${(time / 1000).toFixed(1)} s`;
}

function ratio(time, base) {
  return (time / base).toFixed(time / base < 10 ? 1 : 0);
}
