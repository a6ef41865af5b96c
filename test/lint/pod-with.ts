import type { InjectedSidecar, Pod } from "../../src/manifest/pod.ts";
import { readPod } from "../../src/manifest/read-pod.ts";
import type { Value } from "../../src/manifest/value.ts";

interface Metadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Returns the pod of a Deployment named web with this pod spec. */
export function podWith(
  spec: Readonly<Record<string, Value>>,
  injected: readonly InjectedSidecar[] = [],
  { labels = {}, annotations = {} }: Metadata = {},
): Pod {
  const template = { metadata: { labels, annotations }, spec };
  return readPod(template, {
    group: "apps",
    kind: "Deployment",
    name: "web",
    namespace: "",
    workload: { spec: { template } },
    origin: { file: "manifest.yaml", offset: 0 },
    templatePath: ["spec", "template"],
    claimTemplates: [],
    injected,
  });
}
