// What an object with a pod template is: each piece of evidence has an example that differs in it alone.

import { describe, expect, it } from "vitest";
import { eject, inject, lint } from "../../src/index.ts";
import { kustomizationsAmong } from "../../src/manifest/kustomizations.ts";
import { readWorkloads } from "../../src/manifest/read-workloads.ts";
import { valueAtPath } from "../../src/manifest/value-at-path.ts";
import { readWorkloadTemplate } from "../../src/manifest/workload-template.ts";
import { leftOutNotes } from "../../src/pipeline/left-out.ts";
import { encodeText, type Source } from "../../src/text/source.ts";

/** Returns what is left out of a manifest, and why. */
function leftOutOf(text: string): readonly string[] {
  const { leftOut } = readWorkloads({ path: "in.yaml", text: encodeText(text) }, []);
  return leftOut.flatMap(({ standing }) => {
    if (standing.type === "owned")
      return [`owned by ${standing.owner.kind}/${standing.owner.name}`];
    if (standing.type === "reference") return [`pods of ${standing.target}`];
    if (standing.type === "appless") return [`no ${standing.container ?? "pod template"}`];
    return standing.evidence.map(({ message }) => message);
  });
}

const TEMPLATE =
  "template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}";
const SELECTOR = "selector: {matchLabels: {app: web}}";
const JOB = "template: {spec: {restartPolicy: Never, containers: [{name: web, image: web}]}}";

const object = (apiVersion: string, kind: string, spec: string, metadata = "name: web") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\nspec: {${spec}}\n`;

const WHOLE: readonly (readonly [string, string, string])[] = [
  ["v1", "Pod", "containers: [{name: web, image: web}]"],
  ["v1", "Pod", "containers: [{name: web, image: web}, {name: istio-proxy}]"],
  ["v1", "ReplicationController", TEMPLATE],
  ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"].map(
    (kind) => ["apps/v1", kind, `${SELECTOR}, ${TEMPLATE}`] as const,
  ),
  ...["DoesNotExist", "NotIn"].map(
    (operator) =>
      [
        "apps/v1",
        "Deployment",
        `selector: {matchLabels: {}, matchExpressions: [{key: a, operator: ${operator}, values: [b]}]}, ${JOB}`,
      ] as const,
  ),
  ["apps/v1beta1", "Deployment", TEMPLATE],
  ["extensions/v1beta1", "Deployment", TEMPLATE],
  ["batch/v1", "Job", JOB],
  ["batch/v1", "Job", JOB.replace("Never", "OnFailure")],
  ["batch/v1", "CronJob", `schedule: "* * * * *", jobTemplate: {spec: {${JOB}}}`],
  ["serving.knative.dev/v1", "Service", "template: {spec: {containers: [{image: web}]}}"],
  ["argoproj.io/v1alpha1", "Rollout", `${SELECTOR}, ${TEMPLATE}`],
  ["apps.openshift.io/v1", "DeploymentConfig", "template: {spec: {containers: [{name: web}]}}"],
  ["v1", "DeploymentConfig", "template: {spec: {containers: [{name: web}]}}"],
  ["apps.kruise.io/v1alpha1", "BroadcastJob", JOB],
  ["jobset.x-k8s.io/v1alpha2", "JobSet", `replicatedJobs: [{template: {spec: {${TEMPLATE}}}}]`],
  [
    "elasticsearch.k8s.elastic.co/v1",
    "Elasticsearch",
    "nodeSets: [{podTemplate: {spec: {containers: [{name: elasticsearch}]}}}]",
  ],
  ["kibana.k8s.elastic.co/v1", "Kibana", "podTemplate: {spec: {containers: [{name: kibana}]}}"],
  ...["deployment", "daemonSet"].map(
    (way) =>
      [
        "beat.k8s.elastic.co/v1beta1",
        "Beat",
        `type: filebeat, ${way}: {podTemplate: {spec: {containers: [{name: filebeat}]}}}`,
      ] as const,
  ),
  // Whatever its type is, a Beat without one is refused by the operator alone.
  [
    "beat.k8s.elastic.co/v1beta1",
    "Beat",
    "deployment: {podTemplate: {spec: {containers: [{name: filebeat}]}}}",
  ],
];

const PARTS: readonly (readonly [string, string, string, readonly string[]])[] = [
  ["v1", "Pod", "containers: []", ["the pod has no containers"]],
  ["v1", "Pod", "containers: null", ["the pod has no containers"]],
  ["v1", "Pod", "nodeName: a", ["the pod has no containers"]],
  ["v1", "Pod", "containers: [{name: web}]", ['container "web" has no image']],
  [
    "apps/v1",
    "Deployment",
    `${SELECTOR}, ${TEMPLATE.replace("[{", "[{name: istio-proxy}, {")}`,
    ['container "istio-proxy" has no image'],
  ],
  [
    "v1",
    "Pod",
    'containers: [{name: a, image: a}, {name: web, image: ""}]',
    ['container "web" has no image'],
  ],
  ["v1", "Pod", "containers: [{image: null}]", ['container "0" has no image']],
  [
    "apps.kruise.io/v1alpha1",
    "BroadcastJob",
    TEMPLATE,
    ["the restartPolicy of its pods is neither Never nor OnFailure"],
  ],
  ["jobset.x-k8s.io/v1alpha2", "JobSet", "suspend: true", ["it has no pod template"]],
  [
    "jobset.x-k8s.io/v1alpha2",
    "JobSet",
    `replicatedJobs: [{template: {spec: {${TEMPLATE}}}}, {replicas: 2}]`,
    ["it has no pod template"],
  ],
  [
    "jobset.x-k8s.io/v1alpha2",
    "JobSet",
    `replicatedJobs: [{template: {spec: {${TEMPLATE}}}}, {template: {spec: {${TEMPLATE.replace(", image: web", "")}}}}]`,
    ['container "web" has no image'],
  ],
  [
    "elasticsearch.k8s.elastic.co/v1",
    "Elasticsearch",
    "version: 9.0.0",
    ["it has no pod template"],
  ],
  [
    "elasticsearch.k8s.elastic.co/v1",
    "Elasticsearch",
    "nodeSets: [{name: a}, {podTemplate: {metadata: {}}}, {podTemplate: {spec: {containers: [{name: other}]}}}]",
    ["no elasticsearch", "no elasticsearch", "no elasticsearch"],
  ],
  ["kibana.k8s.elastic.co/v1", "Kibana", "count: 1", ["no kibana"]],
  ["kibana.k8s.elastic.co/v1", "Kibana", "podTemplate: {spec: {containers: []}}", ["no kibana"]],
  ["beat.k8s.elastic.co/v1beta1", "Beat", "type: filebeat, daemonSet: {}", ["no filebeat"]],
  [
    "beat.k8s.elastic.co/v1beta1",
    "Beat",
    "type: heartbeat, deployment: {podTemplate: {spec: {containers: [{name: filebeat}]}}}",
    ["no heartbeat"],
  ],
  [
    "v1",
    "ReplicationController",
    TEMPLATE.replace("{app: web}", "{}"),
    ["its pods have no labels"],
  ],
  ...["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"].map(
    (kind) => ["apps/v1", kind, TEMPLATE, ["it has no selector"]] as const,
  ),
  ["apps/v1", "Deployment", `selector: {}, ${TEMPLATE}`, ["it has no selector"]],
  ["apps/v1", "Deployment", `${SELECTOR}, ${JOB}`, ["its pods have no labels"]],
  ...[
    "matchExpressions: []",
    "matchExpressions: [{key: a, operator: Exists}]",
    "matchExpressions: [{key: a, operator: NotIn, values: [b]}, {key: a, operator: In, values: [b]}]",
    "matchExpressions: [{key: a, operator: DoesNotExist}], matchLabels: {app: web}",
  ].map(
    (selector) =>
      [
        "apps/v1",
        "StatefulSet",
        `selector: {${selector}}, ${JOB}`,
        ["its pods have no labels"],
      ] as const,
  ),
  ["extensions/v1beta1", "Deployment", JOB, ["its pods have no labels"]],
  ["extensions/v1beta1", "ReplicaSet", JOB, ["its pods have no labels"]],
  ["extensions/v1beta1", "DaemonSet", JOB, ["its pods have no labels"]],
  ["apps/v1", "Deployment", `${SELECTOR}, replicas: 2`, ["it has no pod template"]],
  [
    "batch/v1",
    "Job",
    JOB.replace("restartPolicy: Never, ", ""),
    ["the restartPolicy of its pods is neither Never nor OnFailure"],
  ],
  [
    "batch/v1",
    "Job",
    JOB.replace("Never", "Always"),
    ["the restartPolicy of its pods is neither Never nor OnFailure"],
  ],
  ["batch/v1", "CronJob", `jobTemplate: {spec: {${JOB}}}`, ["it has no schedule"]],
  ["batch/v1", "CronJob", `schedule: "", jobTemplate: {spec: {${JOB}}}`, ["it has no schedule"]],
  [
    "batch/v1",
    "CronJob",
    `schedule: a, jobTemplate: {spec: {${JOB.replace("Never", "Always")}}}`,
    ["the restartPolicy of its pods is neither Never nor OnFailure"],
  ],
  ["batch/v1", "CronJob", 'schedule: "* * * * *"', ["it has no pod template"]],
  [
    "argoproj.io/v1alpha1",
    "Rollout",
    `workloadRef: {kind: Deployment, name: web}, ${TEMPLATE}`,
    ["pods of Deployment/web"],
  ],
];

describe("an object with a pod template", () => {
  it.each(WHOLE)("of %s %s stands for itself: %s", (...[apiVersion, kind, spec]) => {
    expect(leftOutOf(object(apiVersion, kind, spec))).toEqual([]);
  });

  it.each(PARTS)("of %s %s does not: %s", (apiVersion, kind, spec, expected) => {
    expect(leftOutOf(object(apiVersion, kind, spec))).toEqual(expected);
  });

  it.each([
    ["$patch: merge"],
    ["$retainKeys: [containers]"],
    ["$setElementOrder/containers: [{name: web}]"],
    ["$deleteFromPrimitiveList/finalizers: [a]"],
    ["volumes: [{name: a, $patch: delete}]"],
  ])("with %s is a patch", (field) => {
    const [key = ""] = /\$[^:]*/.exec(field) ?? [];
    const text = object("v1", "Pod", `containers: [{name: web, image: web}], ${field}`);
    expect(leftOutOf(text)).toEqual([`"${key}" is a directive of a patch`]);
  });

  it.each([["$patched: a"], ["'patch': a"], ["env: [{name: $patch}]"]])(
    "with %s is none",
    (field) => {
      const text = object("v1", "Pod", `containers: [{name: web, image: web}], ${field}`);
      expect(leftOutOf(text)).toEqual([]);
    },
  );

  it.each([
    ["without a name", "labels: {}", ["it has no name"]],
    ["with a generated name", "generateName: web-", []],
    [
      "with a controller",
      "name: web, ownerReferences: [{kind: ReplicaSet, name: a, controller: true}]",
      ["owned by ReplicaSet/a"],
    ],
    [
      "without a name but with a controller",
      "ownerReferences: [{kind: ReplicaSet, name: a, controller: true}]",
      ["it has no name"],
    ],
    [
      "with an owner that is no controller",
      "name: web, ownerReferences: [{kind: ReplicaSet, name: a}]",
      [],
    ],
    [
      "with an owner that says so",
      "name: web, ownerReferences: [{kind: ReplicaSet, name: a, controller: false}]",
      [],
    ],
    [
      "with a second owner that controls it",
      "name: web, ownerReferences: [{kind: A, name: a}, {kind: B, name: b, controller: true}]",
      ["owned by B/b"],
    ],
  ])("%s is what it is", (_name, metadata, expected) => {
    expect(
      leftOutOf(object("v1", "Pod", "containers: [{name: web, image: web}]", metadata)),
    ).toEqual(expected);
  });
});

const LISTED = "listed: a/kustomization.yaml lists it as a patch";
const TEMPLATE_AND_SELECTOR = `${SELECTOR}, ${TEMPLATE}`;

describe("kustomizations", () => {
  const gap = `template: {spec: {containers: [{name: web, image: web}]}}`;
  const said = (text: string, kustomization: string) => {
    const [file, other] = ["a/web.yaml", "a/kustomization.yaml"].map((path, index) => ({
      path,
      text: encodeText(index === 0 ? text : kustomization),
    })) as [Source, Source];
    const kustomizations = kustomizationsAmong([file, other]);
    const { leftOut } = readWorkloads(file, [], { kustomizations });
    return leftOut.flatMap(({ standing }) =>
      standing.type === "incomplete"
        ? standing.evidence.map(({ type, message }) => `${type}: ${message}`)
        : [],
    );
  };
  const NO_SELECTOR = "gap: it has no selector";
  const NO_LABELS = "gap: its pods have no labels";

  it.each([
    ["as a patch", TEMPLATE_AND_SELECTOR, "patches: [{path: web.yaml}]", [LISTED]],
    ["as a patch with gaps", gap, "patches: [{path: web.yaml}]", [LISTED, NO_SELECTOR, NO_LABELS]],
    ["as a resource", TEMPLATE_AND_SELECTOR, "resources: [web.yaml]", []],
    ["as both", TEMPLATE_AND_SELECTOR, "resources: [web.yaml]\npatches: [{path: web.yaml}]", []],
    ["nowhere", TEMPLATE_AND_SELECTOR, "patches: [{path: other.yaml}]", []],
    ["as a resource with gaps", gap, "resources: [web.yaml]", [NO_SELECTOR, NO_LABELS]],
    ["that supply selectors", gap, "resources: [web.yaml]\ncommonLabels: {app: web}", []],
    [
      "that supply labels",
      gap,
      "resources: [web.yaml]\nlabels: [{pairs: {a: b}, includeTemplates: true}]",
      [NO_SELECTOR],
    ],
    [
      "that supply metadata",
      gap,
      "resources: [web.yaml]\nlabels: [{pairs: {a: b}}]",
      [NO_SELECTOR, NO_LABELS],
    ],
    ["of others that supply selectors", gap, "commonLabels: {app: web}", [NO_SELECTOR, NO_LABELS]],
  ])("list it %s", (_, spec, kustomization, expected) => {
    expect(said(object("apps/v1", "Deployment", spec), kustomization)).toEqual(expected);
  });
});

describe("what does not stand for itself", () => {
  const patch = object("apps/v1", "Deployment", TEMPLATE);
  const pod = object("v1", "Pod", "containers: [{name: web, image: web}]");
  const rulesOf = (text: string) =>
    lint(text)
      .findings.filter(({ rule }) => rule === "object-incomplete")
      .map(({ severity }) => severity);

  it("is left alone by inject, and stops nothing", () => {
    const { manifest, findings } = inject(patch, { templates: ["fluent-bit"] });
    expect([manifest, findings]).toEqual([patch, []]);
    expect(inject(`${pod}---\n${patch}`, { templates: ["fluent-bit"] }).manifest).toContain(patch);
  });

  it("is a warning of lint on its own, and an error beside what stands for itself, and in a list", () => {
    expect(rulesOf(patch)).toEqual(["warning"]);
    expect(rulesOf(`${pod}---\n${patch}`)).toEqual(["error"]);
    const item = patch.replaceAll("\n", "\n  ").replace(/^/, "- ").trimEnd();
    expect(rulesOf(`apiVersion: v1\nkind: List\nitems:\n${item}\n`)).toEqual(["error"]);
    expect(rulesOf(`${patch}---\n${patch}`)).toEqual(["warning", "warning"]);
  });

  it("is left as it was by eject", () => {
    expect(eject(patch).manifest).toBe(patch);
  });
});

describe("a note of what is left alone", () => {
  const notesOf = (...texts: readonly string[]) => {
    const content = readWorkloads({ path: "in.yaml", text: encodeText(texts.join("---\n")) }, []);
    return leftOutNotes([content], "left alone").map(({ message }) => message);
  };
  const controller = (name: string) =>
    `name: ${name}, ownerReferences: [{kind: ReplicaSet, name: ${name}, controller: true}]`;
  const [patch, other] = ["web", "api"].map((name) =>
    object("apps/v1", "Deployment", "replicas: 2", `name: ${name}`),
  ) as [string, string];
  const [pod, another] = ["web-1", "web-2"].map((name) =>
    object("v1", "Pod", "containers: [{name: web, image: web}]", controller(name)),
  ) as [string, string];
  const [es, logs] = ["es", "logs"].map((name) =>
    object(
      "elasticsearch.k8s.elastic.co/v1",
      "Elasticsearch",
      "nodeSets: [{name: a, podTemplate: {spec: {containers: [{name: other, image: a}]}}}]",
      `name: ${name}`,
    ),
  ) as [string, string];
  const [rollout, second] = ["web", "api"].map((name) =>
    object(
      "argoproj.io/v1alpha1",
      "Rollout",
      "workloadRef: {kind: Deployment, name: web}",
      `name: ${name}`,
    ),
  ) as [string, string];

  it.each([
    [[patch], "Deployment/web (it has no pod template) is incomplete, and is left alone"],
    [
      [patch, other],
      "Deployment/web (it has no pod template) and 1 more in its folder are incomplete, and are left alone",
    ],
    [[pod], "Pod/web-1 (by ReplicaSet/web-1) is owned by a controller, and is left alone"],
    [
      [pod, another],
      "Pod/web-1 (by ReplicaSet/web-1) and 1 more in its folder are owned by controllers, and are left alone",
    ],
    [
      [es],
      'Elasticsearch/es (no "elasticsearch" in its pod template) leaves the app\'s container to its operator, and is left alone',
    ],
    [
      [es, logs],
      'Elasticsearch/es (no "elasticsearch" in its pod template) and 1 more in its folder leave the app\'s containers to their operators, and are left alone',
    ],
    [
      [rollout],
      "Rollout/web (from Deployment/web) has its pods from another object, and is left alone",
    ],
    [
      [rollout, second],
      "Rollout/web (from Deployment/web) and 1 more in its folder have their pods from other objects, and are left alone",
    ],
  ])("is one for all of a kind: %j", (texts, said) => {
    expect(notesOf(...texts)).toEqual([expect.stringContaining(`${said}: `)]);
  });
});

describe("notes of many folders", () => {
  const notesOf = (folders: number) => {
    const patch = object("apps/v1", "Deployment", "replicas: 2");
    const contents = Array.from({ length: folders }, (_, index) =>
      readWorkloads({ path: `f${index}/in.yaml`, text: encodeText(patch) }, []),
    );
    return leftOutNotes(contents, "left alone").map(({ message }) => message);
  };

  it("are folded beyond eight", () => {
    expect(notesOf(8)).toHaveLength(8);
    expect(notesOf(8).at(-1)).not.toContain("more in");
    expect(notesOf(9)).toHaveLength(8);
    expect(notesOf(9).at(-1)).toContain("and 1 more in 2 folders are incomplete");
  });
});

describe("the containers of Knative", () => {
  it.each(["Service", "Configuration"])("have a name in a %s", (kind) => {
    const spec = "template: {spec: {containers: [{image: web}, {image: side}]}}";
    const { workloads } = readWorkloads(
      { path: "in.yaml", text: encodeText(object("serving.knative.dev/v1", kind, spec)) },
      [],
    );
    const [template] = workloads.map((workload) => readWorkloadTemplate(workload).value);
    expect(valueAtPath(template ?? {}, ["spec", "containers"])).toEqual([
      { name: "user-container", image: "web" },
      { name: "user-container-1", image: "side" },
    ]);
  });
});
