import type { JsonSchema } from "../manifest/json-schema.ts";
import { paramDefinitions, paramName } from "./param-schema.ts";
import { ROLES } from "./roles.ts";
import { described, dnsLabel, listOf, optionalMap, string, stringMap } from "./schema-terms.ts";

const when: JsonSchema = {
  type: "string",
  description:
    "A boolean parameter: unless it is true (with `!` in front: unless it is false), this part is left out.",
};

const port: JsonSchema = { type: "integer", format: "port" };

const file: JsonSchema = {
  type: "object",
  required: ["path", "content"],
  additionalProperties: false,
  properties: {
    path: {
      title: "the absolute path of a file, in a folder that the files may take over (not /)",
      type: "string",
      pattern: "^(/(?!\\.{1,2}(/|$))[^/:]+){2,}$",
      description: "Where the sidecar sees the file; the mount takes the whole folder.",
    },
    content: described(string, "Its text."),
    containers: described(
      listOf(string),
      "Names of the sidecar's containers that see it; all of `spec.containers` if left out.",
    ),
    when: described(
      when,
      "A boolean parameter: unless it is true (with `!` in front: unless it is false), the file is left out.",
    ),
  },
};

const shared: JsonSchema = {
  type: "object",
  required: ["name", "path"],
  additionalProperties: false,
  properties: {
    name: described(
      dnsLabel,
      "The name that the sidecar's mounts give; also that of the volume where one is created.",
    ),
    path: {
      title: "an absolute path",
      type: "string",
      pattern: "^/[^:]*$",
      description: "Where the app has the directory.",
    },
    source: {
      $ref: "#/$defs/VolumeSource",
      description:
        "The volume's source, used where the app has no volume there; without it the app must have one.",
    },
    when: described(
      when,
      "A boolean parameter: unless it is true (with `!` in front: unless it is false), the directory is left out.",
    ),
  },
};

const app: JsonSchema = {
  ...optionalMap,
  description: "What the app's own containers receive.",
  additionalProperties: false,
  properties: {
    containers: {
      title: "main, all or a list of names",
      anyOf: [
        { type: "string", enum: ["main", "all"] },
        { type: "array", minItems: 1, items: string },
      ],
      description: "`main` (default), `all`, or a list of names.",
    },
    env: described(listOf({ $ref: "#/$defs/EnvVar" }), "Environment variables."),
    volumeMounts: described(
      listOf({ $ref: "#/$defs/VolumeMount" }),
      "Mounts, besides those of the shared directories, which come by themselves.",
    ),
  },
};

const pod: JsonSchema = {
  ...optionalMap,
  description: "What the pod receives; a different value that is there is a conflict.",
  additionalProperties: false,
  properties: {
    labels: described(stringMap, "Labels of the pod template."),
    annotations: described(stringMap, "Annotations of the pod template."),
    imagePullSecrets: described(
      listOf({ $ref: "#/$defs/LocalObjectReference" }),
      "Added to the list by name.",
    ),
    hostAliases: described(
      listOf({ $ref: "#/$defs/HostAlias" }),
      "Added to the list by IP address.",
    ),
    shareProcessNamespace: {
      type: "boolean",
      description: "Whether all containers of the pod see each other's processes.",
    },
    serviceAccountName: described(string, "The ServiceAccount that the pod runs as."),
    securityContext: {
      $ref: "#/$defs/PodSecurityContext",
      description: "Of the pod, such as `fsGroup`; `supplementalGroups` are added to the list.",
    },
  },
};

const refuses: JsonSchema = {
  ...optionalMap,
  description:
    "Pods that the sidecar must not go into, each with the reason; injecting there is an error.",
  additionalProperties: false,
  properties: {
    hostNetwork: described(string, "Why not into pods in the network of their node."),
    windows: described(string, "Why not into pods for Windows."),
  },
};

const roles = Object.entries(ROLES).map(([role, does]) => `\`${role}\` (${does})`);

const spec: JsonSchema = {
  type: "object",
  description: "The sidecar, and what comes with it.",
  required: ["role", "containers"],
  additionalProperties: false,
  properties: {
    description: described(string, "One sentence, shown by `templates list`."),
    extends: described(
      dnsLabel,
      "The name of another template, which this one builds on: what is left out here is as it is there.",
    ),
    role: {
      type: "string",
      enum: Object.keys(ROLES),
      description: `What the sidecar is for: ${roles.join(", ")}.`,
    },
    params: described(
      { ...optionalMap, propertyNames: paramName, additionalProperties: { $ref: "#/$defs/param" } },
      "Parameters by name, each a JSON Schema; `$(params.NAME)` stands for the value.",
    ),
    lifecycle: {
      type: "string",
      enum: ["native", "classic"],
      description:
        "`native` (default): an init container with `restartPolicy: Always`, which starts before the app and ends after it; " +
        "`classic`: one more app container.",
    },
    position: {
      title: "first, last, {before: NAME} or {after: NAME}",
      description:
        "`first` (default), `last`, `{before: NAME}` or `{after: NAME}`, in the list that the lifecycle selects. Of several that are `first`, a mesh goes before the others, which keep the order in which they are asked for.",
      anyOf: [
        { type: "string", enum: ["first", "last"] },
        {
          type: "object",
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
          properties: { before: string, after: string },
        },
      ],
    },
    containers: {
      type: "array",
      minItems: 1,
      items: { $ref: "#/$defs/Container" },
      description:
        "The sidecar's containers, at least one; without `restartPolicy`, which the lifecycle sets.",
    },
    initContainers: described(
      listOf({ $ref: "#/$defs/Container" }),
      "Helpers that run to completion, placed directly before a native sidecar.",
    ),
    volumes: described(listOf({ $ref: "#/$defs/Volume" }), "Volumes for the sidecar."),
    files: described(
      listOf(file),
      "Configuration files of the sidecar, kept in annotations of the pod and mounted read-only.",
    ),
    shared: described(
      listOf(shared),
      "Directories that app and sidecar share; the sidecar's mounts name them without a `mountPath`.",
    ),
    app,
    pod,
    front: {
      type: "object",
      description: "For a proxy: that it stands in front of a port of the app.",
      required: ["port", "of"],
      additionalProperties: false,
      properties: {
        port: described(port, "The port that it listens on, which a Service must go to."),
        of: described(port, "The port of the app."),
      },
    },
    refuses,
    findings: described(
      stringMap,
      "What `lint` finds in a plain app with the sidecar: the name of each check, with the reason why it cannot be helped.",
    ),
    elsewhere: described(
      listOf(string),
      "What has to be there, or be changed, outside of the pod: a Secret, a Role, the address that the app connects to.",
    ),
  },
};

/**
 * The JSON Schema of a SidecarTemplate, references filled in.
 * It refers to definitions of core/v1 that `document-schema.ts` adds.
 */
export const templateSchema: JsonSchema = {
  type: "object",
  required: ["apiVersion", "kind", "metadata", "spec"],
  additionalProperties: false,
  properties: {
    apiVersion: {
      const: "kube-sidecar.dev/v1alpha1",
      description: "`kube-sidecar.dev/v1alpha1`.",
    },
    kind: { const: "SidecarTemplate", description: "`SidecarTemplate`." },
    metadata: {
      type: "object",
      description: "Name, labels and annotations of the template.",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: described(
          dnsLabel,
          "The template's name, a DNS label; the name of the file does not matter.",
        ),
        labels: described(stringMap, "For yourself."),
        annotations: described(stringMap, "For yourself."),
      },
    },
    spec,
  },
  $defs: {
    ...paramDefinitions,
    when,
  },
};
