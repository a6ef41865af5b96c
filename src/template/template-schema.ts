import type { JsonSchema } from "../manifest/json-schema.ts";

const dnsLabel: JsonSchema = {
  title: "a DNS label (lower-case letters, digits and `-`, at most 63)",
  type: "string",
  pattern: "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$",
};

const paramName: JsonSchema = {
  title: "a parameter's name (letters, digits, `_` and `-`, starting with a letter)",
  type: "string",
  pattern: "^[A-Za-z][A-Za-z0-9_-]*$",
};

const when: JsonSchema = {
  type: "string",
  description: "The name of a boolean parameter without which this part is left out.",
};

// A field with nothing behind its colon is as good as absent, as it is for Kubernetes.
const optionalMap: JsonSchema = { type: ["object", "null"], title: "a mapping" };

const string: JsonSchema = { type: "string" };
const count: JsonSchema = { type: "integer", minimum: 0 };
const stringMap: JsonSchema = { ...optionalMap, additionalProperties: string };

function listOf(items: JsonSchema): JsonSchema {
  return { type: ["array", "null"], title: "a list", items };
}

const types: JsonSchema = {
  type: "string",
  enum: ["string", "integer", "number", "boolean", "array", "object"],
};

/** The keywords of JSON Schema that a parameter may use: those that messages have words for. */
const keywords: Readonly<Record<string, JsonSchema>> = {
  type: types,
  title: string,
  description: string,
  default: {},
  examples: { type: "array" },
  enum: { type: "array", minItems: 1 },
  const: {},
  format: { type: "string", enum: ["port"] },
  pattern: string,
  minLength: count,
  maxLength: count,
  minimum: { type: "number" },
  maximum: { type: "number" },
  exclusiveMinimum: { type: "number" },
  exclusiveMaximum: { type: "number" },
  multipleOf: { type: "number", exclusiveMinimum: 0 },
  items: { $ref: "#/$defs/schema" },
  minItems: count,
  maxItems: count,
  uniqueItems: { type: "boolean" },
  properties: { type: "object", additionalProperties: { $ref: "#/$defs/schema" } },
  required: { type: "array", items: string },
  additionalProperties: { $ref: "#/$defs/booleanOrSchema" },
  propertyNames: { $ref: "#/$defs/schema" },
  minProperties: count,
  maxProperties: count,
  anyOf: { type: "array", minItems: 1, items: { $ref: "#/$defs/schema" } },
};

const file: JsonSchema = {
  type: "object",
  required: ["path", "content"],
  additionalProperties: false,
  properties: {
    path: {
      title: "the absolute path of a file, in a folder that the files may take over (not /)",
      type: "string",
      pattern: "^(/(?!\\.{1,2}(/|$))[^/:]+){2,}$",
    },
    content: string,
    containers: {
      ...listOf(string),
      description: "The containers that see it; by default `containers`.",
    },
    when,
  },
};

const shared: JsonSchema = {
  type: "object",
  required: ["name", "path"],
  additionalProperties: false,
  properties: {
    name: dnsLabel,
    path: { title: "an absolute path", type: "string", pattern: "^/[^:]*$" },
    source: { $ref: "#/$defs/VolumeSource" },
    when,
  },
};

const app: JsonSchema = {
  ...optionalMap,
  additionalProperties: false,
  properties: {
    containers: {
      title: "main, all or a list of names",
      anyOf: [
        { type: "string", enum: ["main", "all"] },
        { type: "array", minItems: 1, items: string },
      ],
    },
    env: listOf({ $ref: "#/$defs/EnvVar" }),
    volumeMounts: listOf({ $ref: "#/$defs/VolumeMount" }),
  },
};

const pod: JsonSchema = {
  ...optionalMap,
  additionalProperties: false,
  properties: {
    labels: stringMap,
    annotations: stringMap,
    imagePullSecrets: listOf({ $ref: "#/$defs/LocalObjectReference" }),
    hostAliases: listOf({ $ref: "#/$defs/HostAlias" }),
    shareProcessNamespace: { type: "boolean" },
    serviceAccountName: string,
    securityContext: { $ref: "#/$defs/PodSecurityContext" },
  },
};

const refuses: JsonSchema = {
  ...optionalMap,
  description: "Pods that the sidecar does not go into, each with the reason.",
  additionalProperties: false,
  properties: { hostNetwork: string, windows: string },
};

const spec: JsonSchema = {
  type: "object",
  required: ["role", "containers"],
  additionalProperties: false,
  properties: {
    description: string,
    extends: {
      ...dnsLabel,
      description: "Another template: what is left out here is as it is there.",
    },
    role: {
      type: "string",
      enum: [
        "logging",
        "monitoring",
        "proxy",
        "mesh",
        "config",
        "security",
        "adapter",
        "ambassador",
      ],
    },
    params: {
      ...optionalMap,
      propertyNames: paramName,
      additionalProperties: { $ref: "#/$defs/param" },
    },
    lifecycle: { type: "string", enum: ["native", "classic"] },
    position: {
      title: "first, last, {before: NAME} or {after: NAME}",
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
    containers: { type: "array", minItems: 1, items: { $ref: "#/$defs/Container" } },
    initContainers: listOf({ $ref: "#/$defs/Container" }),
    volumes: listOf({ $ref: "#/$defs/Volume" }),
    files: listOf(file),
    shared: listOf(shared),
    app,
    pod,
    front: {
      type: "object",
      description: "The sidecar's port that stands in front of a port of the app.",
      required: ["port", "of"],
      additionalProperties: false,
      properties: {
        port: { type: "integer", format: "port" },
        of: { type: "integer", format: "port" },
      },
    },
    refuses,
    findings: {
      ...stringMap,
      description: "What lint finds in a plain app with the sidecar, each check with the reason.",
    },
    elsewhere: {
      ...listOf(string),
      description: "What has to be there, or be changed, outside of the pod.",
    },
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
    apiVersion: { const: "kube-sidecar.dev/v1alpha1" },
    kind: { const: "SidecarTemplate" },
    metadata: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: { name: dnsLabel, labels: stringMap, annotations: stringMap },
    },
    spec,
  },
  $defs: {
    param: {
      type: "object",
      required: ["type"],
      additionalProperties: false,
      properties: {
        ...keywords,
        annotation: {
          type: "boolean",
          description: "False: a manifest cannot set it by annotation.",
        },
      },
    },
    schema: { type: "object", additionalProperties: false, properties: keywords },
    booleanOrSchema: {
      type: ["boolean", "object"],
      additionalProperties: false,
      properties: keywords,
    },
    when,
  },
};
