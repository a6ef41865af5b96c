import { expect, it } from "vitest";
import { commandsOf } from "../../../src/lint/lifecycle/commands.ts";
import { podWith } from "../pod-with.ts";

it("returns the container's own command, and those of probes and hooks", () => {
  const [container] = podWith({
    containers: [
      {
        name: "web",
        command: ["/bin/web", 1],
        args: ["--verbose"],
        livenessProbe: { exec: { command: ["test", "-e", "/live"] } },
        readinessProbe: { httpGet: { port: 80 } },
        lifecycle: { postStart: null, preStop: { exec: { command: ["sleep", "5"] } } },
      },
    ],
  }).containers;
  if (container === undefined) throw new Error("the pod has a container");
  const commands = commandsOf(container).map(({ words }) =>
    words.map(({ text }) => text).join(" "),
  );
  expect(commands).toEqual(["/bin/web --verbose", "test -e /live", "sleep 5"]);
});
