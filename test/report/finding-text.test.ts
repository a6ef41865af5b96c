import { expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

it("lets no name begin a line of the report, where a CI would take it for a command", async () => {
  const name = '"a\\n::error file=x::injected"';
  const manifest = `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
  - {name: ${name}, image: "example.com/web:1", ports: [{containerPort: 80}]}
  - {name: admin, image: "example.com/web:1", ports: [{containerPort: 80}]}
`;
  const io = fakeIo({ cwd: temporaryFolder({ "a.yaml": manifest }) });
  await main(["lint", "-t", "statsd-exporter", "a.yaml"], io);
  expect(io.stdout()).toContain("injected");
  expect(io.stdout()).not.toMatch(/^::/m);
});
