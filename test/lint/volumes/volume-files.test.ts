import { expect, it } from "vitest";
import { volumeFiles } from "../../../src/lint/volumes/volume-files.ts";
import type { ValueMap } from "../../../src/manifest/value.ts";

it.each<[ValueMap, readonly string[]]>([
  [{ configMap: { items: [{ path: "a" }, { path: "b/" }] } }, ["a", "b"]],
  [{ secret: { items: [{ path: "a/b" }] } }, ["a/b"]],
  [{ downwardAPI: { items: [{ path: "labels" }] } }, ["labels"]],
  [
    {
      projected: {
        sources: [
          { configMap: { items: [{ path: "a" }] } },
          { serviceAccountToken: { path: "token" } },
          { clusterTrustBundle: { path: "ca.pem" } },
          { podCertificate: { keyPath: "key.pem", certificateChainPath: "chain.pem" } },
          { podCertificate: { credentialBundlePath: "bundle.pem" } },
        ],
      },
    },
    ["a", "token", "ca.pem", "key.pem", "chain.pem", "bundle.pem"],
  ],
  [{ configMap: { items: [null, 7, {}, { path: 7 }, { path: "" }, { path: "/" }] } }, []],
  [{ projected: { sources: [null, "x", { secret: null }] } }, []],
  [{ projected: null, configMap: [] }, []],
])("of %j: %j", (source, expected) => {
  const files = volumeFiles({ at: ["spec", "volumes", 0], name: "data", source });
  expect(files.map(({ path }) => path)).toEqual(expected);
});

it("tells where a file is named", () => {
  const source = { projected: { sources: [{ secret: { items: [{ path: "a" }] } }] } };
  const [file] = volumeFiles({ at: ["v"], name: "data", source });
  expect(file?.at).toEqual(["v", "projected", "sources", 0, "secret", "items", 0, "path"]);
});
