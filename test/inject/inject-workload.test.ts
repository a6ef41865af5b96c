import { describe, expect, it } from "vitest";
import { inject } from "../../src/index.ts";
import { templateText } from "../template/templates.ts";

describe("a port of a sidecar that is never free", () => {
  it("moves 32 times", () => {
    const content = templateText(
      `role: proxy
params: {port: {type: integer, format: port, default: 20000}}
containers:
- {name: c, image: i, ports: [{containerPort: $(params.port)}]}
- {name: d, image: i, ports: [{containerPort: $(params.port)}]}
`,
    );
    const manifest = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: i}]
`;
    const { findings } = inject(manifest, {
      templates: ["t"],
      templateFiles: [{ path: "t.yaml", content }],
      onPortConflict: "reassign",
    });
    expect(findings.map(({ message }) => message)).toEqual([
      'containers "d" and "c" both declare port 20032/TCP',
    ]);
  });
});
