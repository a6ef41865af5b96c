import { checkPod, type RuleProblem, type RuleSetting } from "../../src/lint/check.ts";
import { inputContext } from "../../src/lint/input-context.ts";
import type { Base, CheckOptions } from "../../src/lint/rule.ts";
import type { FieldPath } from "../../src/manifest/field-path.ts";
import { NO_KUSTOMIZATIONS } from "../../src/manifest/kustomizations.ts";
import { nodeAt } from "../../src/manifest/node-value.ts";
import type { Workload } from "../../src/manifest/objects.ts";
import type { InjectedSidecar } from "../../src/manifest/pod.ts";
import { readPod } from "../../src/manifest/read-pod.ts";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { readWorkloadTemplate } from "../../src/manifest/workload-template.ts";
import { rules } from "../../src/rules/index.ts";
import { placeOf } from "../../src/text/place.ts";
import { encodeText } from "../../src/text/source.ts";

/** A problem of a manifest with its 1-based place, e.g. `12:9`. */
export interface PlacedProblem extends RuleProblem {
  readonly place: string;
  readonly relatedPlaces: readonly string[];
}

export interface Setting extends Partial<CheckOptions> {
  readonly injected?: readonly InjectedSidecar[];
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** Returns what all rules say of all pods of a manifest. */
export function examine(text: string, setting: Setting = {}): readonly PlacedProblem[] {
  const source = { path: "manifest.yaml", text: encodeText(text) };
  const { workloads, problems } = readWorkloads(source, [], { include: ["incomplete"] });
  if (problems.length > 0) throw new Error(problems[0]?.message);
  const { injected = [], rules: settings = {}, ...options } = setting;
  const pods = workloads.map((workload) => {
    const { value, owner } = readWorkloadTemplate(workload);
    return { workload, pod: readPod(value, { ...owner, injected }) };
  });
  const context = inputContext({
    kubeMinor: 34,
    ...options,
    kustomizations: NO_KUSTOMIZATIONS,
    sources: [source],
    pods: () => pods.map(({ pod }) => pod),
  });
  return pods.flatMap(({ workload, pod }) =>
    checkPod(pod, rules, context, settings).map((problem) => ({
      ...problem,
      place: placeIn(workload, problem),
      relatedPlaces: (problem.related ?? []).map((related) => placeIn(workload, related)),
    })),
  );
}

interface Located {
  readonly at: FieldPath;
  readonly of?: Base;
}

function placeIn(workload: Workload, { at, of }: Located): string {
  const object = of === undefined || of === "workload" ? workload : of;
  const path = of === undefined ? [...workload.templatePath, ...at] : at;
  const node = nodeAt(object.node, path);
  if (node === undefined) throw new Error(`nothing at ${path.join(".")}`);
  const { line, column } = placeOf(object.document.source, node.start, node.end);
  return `${line}:${column}`;
}
