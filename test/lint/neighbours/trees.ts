import { lint } from "../../../src/api/lint.ts";

/** The files of an input, by path. */
export type Tree = Readonly<Record<string, string>>;

/** Returns what `lint` says of a tree: severity, file, rule and message. The order of the files must not matter. */
export function saidOf(tree: Tree): readonly string[] {
  const files = Object.entries(tree).map(([path, content]) => ({ path, content }));
  const said = (given: typeof files) => {
    const { findings, problems } = lint(given);
    if (problems.length > 0) throw new Error(problems[0]?.message);
    return findings.map(
      ({ severity, place, rule, message }) => `${severity} ${place.file} ${rule}: ${message}`,
    );
  };
  const result = said(files);
  const turned = said(files.toReversed());
  if (JSON.stringify(turned) !== JSON.stringify(result)) {
    throw new Error(`the order counts: ${JSON.stringify([result, turned])}`);
  }
  return result;
}

interface Workload {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: string;
  readonly spec?: string;
  readonly pod?: string;
}

/** Returns a Deployment whose one container has the fields. */
export function deployment(container = "", workload: Workload = {}): string {
  const { name = "web", namespace = "", labels = "app: web", spec = "", pod = "" } = workload;
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${namespace && `, namespace: ${namespace}`}}
spec:
  selector: {matchLabels: {${labels}}}
  ${spec}
  template:
    metadata: {labels: {${labels}}}
    spec:
      ${pod}
      containers:
      - {name: web, image: "web:1"${container && `, ${container}`}}
`;
}

/** Returns a Service that sends to a port. */
export function service(targetPort: string, selector = "app: web", metadata = "name: web"): string {
  return `---
apiVersion: v1
kind: Service
metadata: {${metadata}}
spec:
  selector: {${selector}}
  ports: [{port: 80, targetPort: ${targetPort}}]
`;
}

/** Returns an autoscaler that goes by the cpu of a Deployment. */
export function autoscaler(target = "web"): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${target}}
  maxReplicas: 3
  metrics:
  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
`;
}

/** Returns the field of a container that declares a port. */
export function port(name: string): string {
  return `ports: [{name: ${name}, containerPort: 8080}]`;
}

export const CPU = "resources: {requests: {cpu: 100m}}";
