import { expect, it } from "vitest";
import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example.com/web:1"}]
`;

it.each([
  ["a native sidecar", "1.34"],
  ["a classic sidecar", "1.27"],
])("status shows the image of %s", async (_, version) => {
  const inject = fakeIo({ cwd: temporaryFolder({ "a.yaml": POD }) });
  await main(["inject", "-t", "statsd-exporter", "--kube-version", version, "a.yaml"], inject);
  const status = fakeIo({ cwd: temporaryFolder({ "b.yaml": inject.stdout() }) });
  await main(["status", "b.yaml"], status);
  expect(status.stdout()).toMatch(
    /^Pod\/web +statsd-exporter +\w+ +docker\.io\/prom\/statsd-exporter:\S+ +1$/m,
  );
});
