// What strangers can bring: every text of theirs tries to begin a line, to move the cursor, and to start a workflow command.

/** Ends a line, starts commands in each way that a runner of GitHub knows, and moves the cursor. */
export const HOSTILE: string = [
  "x\n::error::E",
  "\n \t\u00a0::stop-commands::tok",
  "\r::add-mask::M",
  " ##[group]G",
  "\u0085::warning::W\u2028::notice::N\u2029::debug::D",
  "\u001b[31m\u001b[2J\u009b2J\u202e\u200b\u00ad\ufeff\u2066",
  "\n~~~\n</failure>]]>\"'`|\n# H\n---\n",
].join("");

/** What no output but a manifest, a diff and a file of a template may say. */
export const SECRET: string = `S3CRET-${"0123456789".repeat(9)}-"<&>%-T3RCES`;

/** Parts of it, of which none may be seen. */
export const SECRET_PARTS: readonly string[] = ["S3CRET", "0123456789", "T3RCES"];

/** The name of a file, which has no slash and no NUL. */
export const HOSTILE_NAME: string = `${HOSTILE.replaceAll("/", "")}.yaml`;

/** Returns a text in double quotes, as JSON and YAML read it, and in ASCII. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const H = quoted(HOSTILE);

/** A workload whose sidecars come, and in which all that a rule or a report can name is hostile. */
const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${H}, namespace: ${H}, labels: {${H}: ${H}}}
spec:
  selector: {matchLabels: {app: ${H}}}
  template:
    metadata:
      labels: {${H}: ${H}, app: ${H}}
      annotations:
        kube-sidecar.dev/inject: "evil,statsd-exporter"
        params.kube-sidecar.dev/evil.text: ${H}
        ${H}: ${H}
        note: |
          ::stop-commands::tok
           ::error::E ##[group]
    spec:
      containers:
      - name: ${H} # ::error:: ##[group]
        image: ${H}
        command: [${H}]
        args: [${H}]
        env: [{name: ${H}, value: ${H}}, {name: ${H}, value: other}]
        ports: [{name: ${H}, containerPort: 8080}, {containerPort: 8080}] # ##[stop-commands]x
        volumeMounts: [{name: ${H}, mountPath: ${H}}]
        livenessProbe: {httpGet: {port: ${H}, path: ${H}}}
        resources: {limits: {memory: ${H}, ${H}: 1}}
      - {name: ${H}, image: ${H}, ports: [{name: ${H}, containerPort: 8080}]}
      volumes: [{name: ${H}, configMap: {name: ${H}}}, {name: ${H}, emptyDir: {}}]
      serviceAccountName: ${H}
---
apiVersion: v1
kind: Service
metadata: {name: ${H}, namespace: ${H}}
spec: {selector: {app: ${H}}, ports: [{name: ${H}, port: 80, targetPort: ${H}}]}
`;

/** As plain as can be, so that sidecars go in and the output has a diff with hostile lines around it. */
const PLAIN = `apiVersion: v1
kind: Pod
metadata:
  name: plain
  annotations:
    kube-sidecar.dev/inject: evil
    params.kube-sidecar.dev/evil.token: ${quoted(SECRET)}
    note: |
      ::stop-commands::tok
      ##[group]x
spec:
  containers:
  # ::error:: \u202e\u200b ##[group]
  - name: web
    image: example.com/web:1
    ports: [{containerPort: 8080}, {containerPort: 8080}] # ##[group]\u202e
`;

const FORGED = `apiVersion: v1
kind: Pod
metadata:
  name: forged
  annotations:
    kube-sidecar.dev/injected: ${quoted(JSON.stringify({ version: 1, templates: [{ name: HOSTILE }], [HOSTILE]: HOSTILE }))}
    kube-sidecar.dev/ignore: ${H}
    kube-sidecar.dev/main-container: ${H}
    ${quoted(`params.kube-sidecar.dev/evil.${HOSTILE}`)}: ${H}
spec: {containers: [{name: web, image: example.com/web:1}]}
`;

const KIND = `apiVersion: ${quoted(`x.y/v1${HOSTILE}`)}
kind: ${H}
metadata: {name: ${H}}
spec: {template: {spec: {containers: [{name: a, image: b}]}}}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: ${H}, annotations: {kube-sidecar.dev/inject: ${H}}}
  spec: {containers: [{name: ${H}, image: ${H}}]}
- {apiVersion: ${H}, kind: ${H}, ${H}: ${H}}
`;

/** A template that can be used, all of whose texts are hostile. */
const TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: evil, labels: {${H}: ${H}}}
spec:
  description: ${H}
  role: adapter
  params:
    text: {type: string, default: ${H}, description: ${H}, title: ${H}, examples: [${H}]}
    choice: {type: string, default: ${H}, enum: [${H}, b], description: ${H}}
    number: {type: integer, default: 1, description: ${H}}
    token: {type: string, writeOnly: true, default: "", pattern: "^([A-Z].*)?$", description: ${H}}
    tokens: {type: array, writeOnly: true, default: [], items: {type: string, pattern: "^S"}, description: ${H}}
    needle: {type: string, default: a, pattern: "^[a-z]*$", description: ${H}}
  refuses: {hostNetwork: ${H}, windows: ${H}}
  findings: {port-conflict: ${H}, ${H}: ${H}}
  elsewhere: [${H}]
  containers:
  - name: evil
    image: example.com/evil:1
    env: [{name: A, value: $(params.text)}, {name: B, value: $(params.needle)}, {name: C, value: $(params.token)}]
  pod: {annotations: {evil: ${H}}}
  files: [{path: /etc/evil/conf, content: ${H}}]
`;

/** What a template puts into a pod, and should not. */
const ODD_PARTS = TEMPLATE.replace("example.com/evil:1", H).replace(
  "  elsewhere",
  `  app: {env: [{name: ${H}, value: ${H}}], volumeMounts: [{name: v, mountPath: ${H}}]}\n  volumes: [{name: ${H}, emptyDir: {}}]\n  elsewhere`,
);

const CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
metadata: {name: ${H}}
spec:
  templateDirs: [templates]
  workloads: [{group: x.y, kind: ${H}, path: spec.template}]
  environments: {${H}: {evil: {text: ${H}}}}
  values: {evil: {text: ${H}}}
  rules:
  - match: {kinds: [${H}], names: [${H}], namespaces: [${H}], annotations: {${H}: ${H}}}
    templates: [evil]
    values: {evil: {choice: b}}
`;

const BAD_CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  templateDirs: [${H}]
  imageRegistry: ${H}
  helmHooks: ${H}
  kubeVersion: ${H}
  onPortConflict: ${H}
  environment: ${H}
  ${H}: ${H}
  workloads: [{group: ${H}, kind: ${H}, path: ${H}}]
  values: {${H}: ${H}, evil: {${H}: ${H}}}
  rules: [{match: {kinds: [${H}], ${H}: ${H}}, templates: [${H}]}]
  lint: {rules: {${H}: ${H}, port-conflict: ${H}}, podSecurity: ${H}, maxOverhead: {cpu: ${H}, ${H}: 1}, failOn: ${H}}
`;

const BAD_SECRETS = `evil: {token: ${quoted(`x${SECRET}`)}, tokens: [${quoted(`y${SECRET}`)}]}
statsd-exporter: {${H}: ${quoted(`z${SECRET}`)}, nope: 1}
`;

const BAD_SECRETS_CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec: {templateDirs: [templates], values: {evil: {token: ${quoted(`w${SECRET}`)}}}}
`;

/** A config that gives another secret than the one that the pod has by its annotation. */
export const OTHER_SECRET_CONFIG: string = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec: {templateDirs: [templates], rules: [{templates: [evil], values: {evil: {token: ${quoted(`OTHER-${SECRET}`)}}}}]}
`;

const BAD_VALUES = `${H}: {${H}: ${H}}
evil: {${H}: ${H}, text: [${H}], choice: ${H}, number: ${H}, needle: ${H}}
`;

const BAD_VALUES_CONFIG = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarInjector
spec:
  templateDirs: [templates]
  values: {evil: {${H}: ${H}, text: [${H}], choice: ${H}, number: ${H}, needle: ${H}}}
`;

const BAD_TEMPLATE = `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata: {name: ${H}}
spec:
  description: ${H}
  role: ${H}
  extends: ${H}
  lifecycle: ${H}
  position: {before: ${H}, ${H}: ${H}}
  ${H}: ${H}
  params: {${H}: {type: ${H}}, a: {type: string, pattern: "(", default: 1, ${H}: 1}}
  refuses: {${H}: ${H}}
  containers:
  - {name: ${H}, image: $(params.nope), ${H}: ${H}, env: [{name: ${H}, value: ${quoted(`$(params.${HOSTILE})`)}}]}
  files: [{path: ${H}, content: ${H}}]
`;

/** The files of one folder, by name. */
export type HostileFiles = Readonly<Record<string, string>>;

/** What can be used as it is: what is injected, drawn and listed is hostile. */
const USABLE: HostileFiles = {
  "kube-sidecar.yaml": CONFIG,
  "values.yaml": `evil: {text: ${H}, token: ${quoted(SECRET)}}\n`,
  "templates/evil.yaml": TEMPLATE,
  [`k8s/${HOSTILE_NAME}`]: PLAIN,
};

/** Folders that are read with no fault of ours, and such that have one in the config, a template, the values or the manifests. */
export const HOSTILE_FOLDERS: ReadonlyMap<string, HostileFiles> = new Map([
  ["files that can be used", USABLE],
  ["workloads", { ...USABLE, "k8s/web.yaml": WORKLOAD, "k8s/kind.yaml": KIND }],
  ["a marker", { ...USABLE, "k8s/forged.yaml": FORGED }],
  ["a config", { ...USABLE, "kube-sidecar.yaml": BAD_CONFIG }],
  ["what a template adds", { ...USABLE, "templates/evil.yaml": ODD_PARTS }],
  ["a template", { ...USABLE, "templates/bad.yaml": BAD_TEMPLATE }],
  ["values", { ...USABLE, "kube-sidecar.yaml": BAD_VALUES_CONFIG, "values.yaml": BAD_VALUES }],
  [
    "secrets that do not fit",
    { ...USABLE, "values.yaml": BAD_SECRETS, "kube-sidecar.yaml": BAD_SECRETS_CONFIG },
  ],
  [
    "secrets that are no YAML",
    { ...USABLE, "values.yaml": `evil: {token: ${quoted(SECRET)}, a: [\n` },
  ],
  ["a manifest that is no YAML", { ...USABLE, "k8s/broken.yaml": `a: '${HOSTILE}\nb: [\n` }],
  [
    "a config that is no YAML",
    {
      ...USABLE,
      "kube-sidecar.yaml": `kind: SidecarInjector\napiVersion: kube-sidecar.dev/v1alpha1\nspec: {"::error::E ##[group]\u202e: [\n`,
    },
  ],
  [
    "a template that is no YAML",
    {
      ...USABLE,
      "templates/bad.yaml": `kind: SidecarTemplate\napiVersion: kube-sidecar.dev/v1alpha1\n"::error::E ##[group]`,
    },
  ],
]);
