// Manifests of any size, each with more and more of one thing.

/** Returns a manifest with `count` of something. */
export type Input = (count: number) => string;

const repeat = (count: number, textOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => textOf(index)).join("");

function deployment(index: number, spec: string, labels = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: app-${index}}
spec:
  selector: {matchLabels: {app: app-${index}}}
  template:
    metadata: {labels: {${labels}app: app-${index}}}
    spec:
${spec}`;
}

const WEB = `      containers:
      - {name: web, image: "example.com/web:1", ports: [{containerPort: 8080, name: http}]}
`;

const CLASHING = `      containers:
      - name: web
        image: example.com/web:1
        ports: [{containerPort: 8080}, {containerPort: 8080}]
        livenessProbe: {httpGet: {port: nope}}
        env: [{name: A, value: a}, {name: A, value: b}]
`;

function item(text: string): string {
  return `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n`;
}

const LIST = "apiVersion: v1\nkind: List\nitems:\n";

const flowPod = (index: number) =>
  `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-${index}","annotations":{"place":"Zürich"}},` +
  `"spec":{"containers":[{"name":"web","image":"web:1","ports":[{"containerPort":80},{"containerPort":80}]}]}}`;

const flowList = (count: number, start: string, end: string) =>
  `${start}${Array.from({ length: count }, (_, index) => flowPod(index)).join(",")}${end}\n`;

function service(index: number): string {
  return `apiVersion: v1
kind: Service
metadata: {name: app-${index}}
spec:
  selector: {part: shop, app: app-${index}}
  ports: [{port: 80, targetPort: http, name: a}]
`;
}

function autoscaler(index: number): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: app-${index}}
spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app-${index}}}
`;
}

/** Files of as many clusters, by path: in each the same names, and a Service that names no port of its workload. */
export function clusters(count: number): ReadonlyMap<string, string> {
  const files = Array.from({ length: count }, (_, index) => {
    const kustomization = "namePrefix: c-\nresources: [../base, web.yaml, services/web.yaml]\n";
    return [
      [`c${index}/kustomization.yaml`, kustomization],
      [`c${index}/web.yaml`, deployment(0, WEB, "part: shop, ")],
      [`c${index}/hpa.yaml`, autoscaler(0)],
      [`c${index}/services/web.yaml`, service(0).replace("targetPort: http", "targetPort: grpc")],
    ] as const;
  });
  const base = ["base/kustomization.yaml", "resources: [web.yaml]\n"] as const;
  return new Map([base, ["base/web.yaml", deployment(1, WEB)], ...files.flat()]);
}

/** Many of what stands beside each other in a stream, a list, a pod or a container. */
export const INPUTS = {
  documents: (count) => repeat(count, (index) => `${deployment(index, WEB)}---\n`),
  "items of a List": (count) => LIST + repeat(count, (index) => item(deployment(index, WEB))),
  "items in one line of YAML": (count) =>
    flowList(count, "apiVersion: v1\nkind: List\nitems: [", "]"),
  "items in one line of JSON": (count) =>
    flowList(count, '{"apiVersion":"v1","kind":"List","items":[', "]}"),
  "Services that share a label": (count) =>
    repeat(
      count,
      (index) => `${deployment(index, WEB, "part: shop, ")}---\n${service(index)}---\n`,
    ),
  "Services and autoscalers that share a label": (count) =>
    repeat(
      count,
      (index) =>
        `${deployment(index, WEB, "part: shop, ")}---\n${service(index)}---\n${autoscaler(index)}---\n`,
    ),
  "comments that silence": (count) =>
    LIST +
    repeat(count, (index) => {
      const comment = "        # kube-sidecar-ignore port-duplicate: the second one is for tests\n";
      return item(deployment(index, CLASHING.replace("        ports:", `${comment}$&`)));
    }),
  "comments that silence in one place": (count) =>
    deployment(
      0,
      CLASHING.replace(
        "        ports:",
        `${repeat(count, () => "        # kube-sidecar-ignore port-duplicate: because\n")}$&`,
      ),
    ),
  "lines of an annotation that silence": (count) =>
    `${deployment(0, CLASHING).replace(
      "    metadata: {labels: {app: app-0}}",
      `    metadata:\n      labels: {app: app-0}\n      annotations:\n        kube-sidecar.dev/ignore: |\n${repeat(count, (index) => `          port-duplicate/c${index}: because\n`)}`,
    )}`,
  findings: (count) => repeat(count, (index) => `${deployment(index, CLASHING)}---\n`),
  conflicts: (count) =>
    repeat(
      count,
      (index) =>
        `${deployment(index, "      containers:\n      - {name: fluent-bit, image: web:1, ports: [{containerPort: 2020}]}\n")}---\n`,
    ),
  containers: (count) =>
    deployment(
      0,
      `      volumes: [{name: data, emptyDir: {}}]\n      containers:\n${repeat(
        count,
        (index) => `      - name: web-${index}
        image: example.com/web:${index}
        args: [--upstream=localhost:${8000 + index}]
        ports: [{containerPort: ${8000 + index}, name: p${index}}]
        livenessProbe: {httpGet: {port: ${8000 + index}}}
        volumeMounts: [{name: data, mountPath: /data/${index}, subPath: d${index}}]
`,
      )}`,
    ),
  "containers of one name": (count) =>
    deployment(
      0,
      `      containers:\n${repeat(count, () => "      - {name: web, image: web:1, ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 81}}}\n")}`,
    ),
  "templates that an annotation asks for": (count) =>
    deployment(0, WEB).replace(
      "    metadata: {labels: {app: app-0}}",
      `    metadata:
      labels: {app: app-0}
      annotations:
        kube-sidecar.dev/inject: >-
          statsd-exporter
${repeat(count, (index) => `          ,none-${index}\n`)}`,
    ),
  "containers that clash": (count) =>
    deployment(
      0,
      `      containers:\n${repeat(
        count,
        (index) => `      - name: web-${index}
        image: example.com/web:1
        args: [--port=9000]
        ports: [{containerPort: 80, hostPort: 80, name: http}]
        readinessProbe: {tcpSocket: {port: 8080}}
`,
      )}`,
    ),
  "native sidecars": (count) =>
    deployment(
      0,
      `      initContainers:\n${repeat(
        count,
        (index) => `      - name: proxy-${index}
        image: example.com/proxy:1
        restartPolicy: Always
        ports: [{containerPort: ${8000 + index}, name: p${index}}]
`,
      )}${WEB}`,
    ),
  "ports, variables and arguments": (count) =>
    deployment(
      0,
      `      containers:
      - name: web
        image: example.com/web:1
        args:\n${repeat(count, (index) => `        - --flag-${index}=http://localhost:${8000 + index}\n`)}
        env:\n${repeat(count, (index) => `        - {name: E${index}, value: "$(E${index - 1})"}\n`)}
        ports:\n${repeat(count, (index) => `        - {containerPort: ${8000 + index}, name: p${index}}\n`)}`,
    ),
  volumes: (count) =>
    deployment(
      0,
      `      volumes:\n${repeat(count, (index) => `      - {name: v${index}, emptyDir: {}}\n`)}      containers:
      - name: web
        image: example.com/web:1
        volumeMounts:\n${repeat(count, (index) => `        - {name: v${index}, mountPath: /data/${index}}\n`)}`,
    ),
} satisfies Readonly<Record<string, Input>>;
