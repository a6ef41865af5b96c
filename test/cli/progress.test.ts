import { describe, expect, it } from "vitest";
import { withProgress } from "../../src/cli/progress.ts";
import { main } from "../../src/main.ts";
import { type FakeSurroundings, fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const TERMINAL = { terminals: ["stderr"], env: {} } as const;

/** Returns what is shown of 100 files that take 50 ms each; the run begins at 0. */
async function shown(
  surroundings: Partial<FakeSurroundings>,
  options: { quiet?: true } = {},
): Promise<string> {
  let time = 0;
  const io = fakeIo({ cwd: ".", run: { now: () => time }, ...surroundings });
  await withProgress(io, options, (show) => {
    for (let index = 0; index < 100; index++) {
      show("injecting", index, 100);
      time += 50;
    }
  });
  return io.stderr();
}

describe("withProgress", () => {
  it("shows on a terminal how far a long run is, and clears it", async () => {
    const lines = (await shown(TERMINAL)).split("\r").slice(1);
    expect(lines[0]).toBe("injecting 20 of 100 files\u001b[K");
    expect(lines[1]).toBe("injecting 22 of 100 files\u001b[K");
    expect(lines.at(-1)).toBe("\u001b[K");
    expect(lines).toHaveLength(41);
  });

  it("shows it every 100 ms at most", async () => {
    let time = 0;
    const io = fakeIo({ cwd: ".", run: { now: () => time }, ...TERMINAL });
    await withProgress(io, {}, (show) => {
      for (time of [1000, 1099, 1100]) show("injecting", time, 2000);
    });
    expect(io.stderr().match(/\d+(?= of)/g)).toEqual(["1000", "1100"]);
  });

  it.each<[name: string, surroundings: Partial<FakeSurroundings>, options?: { quiet: true }]>([
    ["in a pipe", { env: {} }],
    ["with -q", TERMINAL, { quiet: true }],
    ["on a terminal that cannot move its cursor", { ...TERMINAL, env: { TERM: "dumb" } }],
    ["in CI", { ...TERMINAL, env: { CI: "true" } }],
    ["of a run that is over soon", { ...TERMINAL, run: { now: () => 999 } }],
  ])("shows nothing %s", async (_name, surroundings, options) => {
    expect(await shown(surroundings, options)).toBe("");
  });

  it("clears what it shows before an error is reported", async () => {
    const io = fakeIo({ cwd: ".", ...TERMINAL });
    const work = () =>
      withProgress(io, {}, (show) => {
        show("writing", 1, 2);
        throw new Error("no");
      });
    await expect(work()).rejects.toThrow("no");
    expect(io.stderr()).toBe("\rwriting 1 of 2 files\u001b[K\r\u001b[K");
  });

  const POD =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: web, image: nginx}\n";

  it.each([
    ["inject -t statsd-exporter -w k8s", ["reading", "injecting", "writing"]],
    ["eject -w k8s", ["ejecting"]],
    ["lint k8s", ["reading", "checking"]],
  ])("is there for %s", async (command, stages) => {
    const cwd = temporaryFolder({ "k8s/a.yaml": POD, "k8s/b.yaml": POD });
    let time = 0;
    const now = () => {
      time += 1000;
      return time;
    };
    const io = fakeIo({ cwd, ...TERMINAL, run: { now } });
    await main(command.split(" "), io);
    const lines = io.stderr().split("\r");
    const found = lines.flatMap((line) => /^(\w+) \d of 2 files/.exec(line)?.[1] ?? []);
    expect([...new Set(found)]).toEqual(stages);
  });
});
