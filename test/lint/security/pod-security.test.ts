import { expect, it } from "vitest";
import { podSecurityBreaches } from "../../../src/lint/security/pod-security.ts";
import { podWith } from "../pod-with.ts";

it("names the containers that a field of the pod is in effect for", () => {
  const pod = podWith({
    securityContext: { seccompProfile: { type: "Unconfined" } },
    volumes: [{ name: "logs", hostPath: { path: "/var/log" } }],
    containers: [
      { name: "web", securityContext: { seccompProfile: { type: "RuntimeDefault" } } },
      { name: "logger", volumeMounts: [{ name: "logs", mountPath: "/logs" }] },
    ],
  });
  const found = podSecurityBreaches("baseline", { pod, minor: 36 });
  expect(found.map(({ control, containers }) => [control, containers.map((c) => c.name)])).toEqual([
    ["HostPath Volumes", ["logger"]],
    ["Seccomp", ["logger"]],
  ]);
});
