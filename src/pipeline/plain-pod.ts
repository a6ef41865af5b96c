// A pod that has nothing but what templates need of it, to show and to try them on.

import { emitCollection } from "../inject/emit.ts";
import type { Layout } from "../inject/layout.ts";
import { asList, asString, type ValueMap } from "../manifest/value.ts";
import { resolveParams } from "../template/params.ts";
import { renderTemplate } from "../template/render.ts";
import { SAMPLE_SCOPE, sampleScope } from "../template/samples.ts";
import type { AssignedValue, Scope, Template } from "../template/template.ts";
import { encodeText, type Source } from "../text/source.ts";

/**
 * Returns the manifest of a pod into which the templates can go: one container with a port, restricted as Pod Security
 * has it, with the ports, containers and volumes that the templates name.
 */
export function plainPod(
  templates: readonly Template[],
  assigned: readonly AssignedValue[],
): Source {
  const names = templates.flatMap(({ spec }) =>
    asList(spec.app["containers"]).flatMap((name) => asString(name) ?? []),
  );
  const scope = sampleScope(templates);
  const directories = templates.flatMap((template) => neededDirectories(template, assigned, scope));
  const volumes = [...new Set(directories)].map((path, index) => ({ name: `data-${index}`, path }));
  const containers = [...new Set([SAMPLE_SCOPE.app.name, ...names])];
  // References to the app mean the container that the template names, if it names one.
  const [app = SAMPLE_SCOPE.app.name] = names;
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: SAMPLE_SCOPE.workload.name },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
      containers: containers.map((name) => ({
        name,
        image: SAMPLE_SCOPE.app.image,
        ...(name === app ? { ports: containerPorts(scope.app.ports) } : {}),
        resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
        volumeMounts: volumes.map((volume) => ({ name: volume.name, mountPath: volume.path })),
      })),
      volumes: volumes.map(({ name }) => ({ name, emptyDir: { sizeLimit: "1Gi" } })),
    },
  };
  const lines = emitCollection(pod, 0, LAYOUT).map((line) => `${line}\n`);
  return { path: "a plain pod", text: encodeText(lines.join("")) };
}

const LAYOUT: Layout = { eol: "\n", step: 2, dash: 0, item: 2 };

function containerPorts(ports: Readonly<Record<string, number>>): readonly ValueMap[] {
  return Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort }));
}

/** Returns the directories on which the template works and for which the app must have a volume. */
function neededDirectories(
  template: Template,
  assigned: readonly AssignedValue[],
  scope: Scope,
): readonly string[] {
  const params = resolveParams(template, assigned, scope);
  if (params.problems.length > 0) return [];
  const { sidecar } = renderTemplate(template, params, scope, { lifecycle: "native" });
  return sidecar.shared.flatMap(({ path, source }) => (source === undefined ? [path] : []));
}
