import { checkPod, type RuleProblem } from "../../src/lint/check.ts";
import { isFault, splitDocuments } from "../../src/manifest/documents.ts";
import { nodeAt, valueOfNode } from "../../src/manifest/node-value.ts";
import {
  asWorkload,
  type ManifestObject,
  objectsOf,
  type Workload,
} from "../../src/manifest/objects.ts";
import type { InjectedSidecar, Pod } from "../../src/manifest/pod.ts";
import { readPod } from "../../src/manifest/read-pod.ts";
import type { ServiceView } from "../../src/manifest/service.ts";
import { indexServices } from "../../src/manifest/service-index.ts";
import { asList, asMap, asString, stringMap } from "../../src/manifest/value.ts";
import { rules } from "../../src/rules/index.ts";
import { encodeText, positionAt } from "../../src/text/source.ts";

/** A problem of a manifest with its 1-based place, e.g. `12:9`. */
export interface PlacedProblem extends RuleProblem {
  readonly place: string;
  readonly relatedPlaces: readonly string[];
}

export interface Setting {
  readonly injected?: readonly InjectedSidecar[];
  readonly kubeMinor?: number;
}

/** Returns what all rules say of all pods of a manifest. */
export function examine(text: string, setting: Setting = {}): readonly PlacedProblem[] {
  const objects = readObjects(text);
  const lookup = indexServices(objects.flatMap(serviceOf));
  return objects.flatMap((object) => {
    const workload = asWorkload(object, []);
    if (workload === undefined) return [];
    const pod = podOf(workload, setting.injected ?? []);
    const context = {
      kubeMinor: setting.kubeMinor ?? 34,
      servicesOf: ({ namespace, labels }: Pod) => lookup(namespace, labels),
    };
    return checkPod(pod, rules, context, {}).map((problem) => ({
      ...problem,
      place: placeIn(workload, problem.at),
      relatedPlaces: (problem.related ?? []).map(({ at }) => placeIn(workload, at)),
    }));
  });
}

function readObjects(text: string): readonly ManifestObject[] {
  const source = { path: "manifest.yaml", text: encodeText(text) };
  const { documents, faults } = splitDocuments(source);
  if (faults.length > 0) throw new Error(faults[0]?.message);
  return documents.flatMap((document) => {
    const objects = objectsOf(document);
    if ("message" in objects && isFault(objects)) throw new Error(objects.message);
    return objects as readonly ManifestObject[];
  });
}

function podOf(workload: Workload, injected: readonly InjectedSidecar[]): Pod {
  const object = asMap(valueOfNode(workload.node));
  const template = workload.templatePath.reduce((value, key) => asMap(asMap(value)[key]), object);
  const claims = asList(asMap(object["spec"])["volumeClaimTemplates"]);
  return readPod(template, {
    kind: workload.kind,
    name: workload.name,
    namespace: workload.namespace,
    claimTemplates: claims.flatMap(
      (claim) => asString(asMap(asMap(claim)["metadata"])["name"]) ?? [],
    ),
    injected,
  });
}

function serviceOf(object: ManifestObject): readonly ServiceView[] {
  if (object.apiVersion !== "v1" || object.kind !== "Service") return [];
  const spec = asMap(asMap(valueOfNode(object.node))["spec"]);
  return [
    {
      name: object.name,
      namespace: object.namespace,
      selector: stringMap(spec["selector"]),
      ports: asList(spec["ports"]).map((value) => {
        const port = asMap(value);
        return {
          port: port["port"] as number,
          protocol: asString(port["protocol"]) ?? "TCP",
          targetPort: (port["targetPort"] ?? port["port"]) as number | string,
        };
      }),
    },
  ];
}

function placeIn(workload: Workload, at: RuleProblem["at"]): string {
  const node = nodeAt(workload.node, [...workload.templatePath, ...at]);
  if (node === undefined) throw new Error(`nothing at ${at.join(".")}`);
  const { line, column } = positionAt(workload.document.source.text, node.start);
  return `${line}:${column}`;
}
