import { compactJson } from "../manifest/show-value.ts";
import { asList, asString, isMap, type Value, type ValueMap } from "../manifest/value.ts";
import { parseReferences } from "./reference.ts";
import type { Role, Template, TemplateSpec } from "./template.ts";

/** A parameter as a table shows it. */
interface ShownParam {
  readonly name: string;
  /** With its format, if it has one: `integer (port)`. */
  readonly type: string;
  /** As JSON, strings as they are; undefined for a parameter that must be set. */
  readonly default?: string;
  readonly examples: readonly string[];
  readonly description: string;
}

/** What a person wants to know of a template; parameters in the texts have their defaults. */
export interface ShownTemplate {
  readonly name: string;
  readonly role: Role;
  readonly description: string;
  readonly lifecycle: string;
  /** Where it is from: a file, or `built in`. */
  readonly from: string;
  readonly params: readonly ShownParam[];
  readonly containers: readonly { readonly name: string; readonly image: string }[];
  readonly ports: readonly {
    readonly container: string;
    readonly port: string;
    readonly name: string;
  }[];
  readonly shared: readonly { readonly name: string; readonly path: string }[];
  /** Paths of its configuration files. */
  readonly files: readonly string[];
  /** Environment variables and mounts, and which containers of the app receive them. */
  readonly app: {
    readonly containers: string;
    readonly env: readonly string[];
    readonly mounts: readonly string[];
  };
}

/** Returns what a template says, for people. */
export function showTemplate({ name, builtIn, source, spec }: Template): ShownTemplate {
  const text = (value: Value | undefined) => withDefaults(value, spec);
  const containers = [...spec.containers, ...spec.initContainers];
  return {
    name,
    role: spec.role,
    description: spec.description,
    lifecycle: spec.lifecycle,
    from: builtIn ? "built in" : source.path,
    params: paramsOf(spec),
    containers: containers.map((one) => ({ name: text(one["name"]), image: text(one["image"]) })),
    ports: containers.flatMap((container) =>
      mapsIn(container["ports"]).map((port) => ({
        container: text(container["name"]),
        port: text(port["containerPort"]),
        name: text(port["name"]),
      })),
    ),
    shared: spec.shared.map((one) => ({ name: text(one["name"]), path: text(one["path"]) })),
    files: spec.files.map(({ path }) => text(path)),
    app: {
      containers: text(spec.app["containers"] ?? "main"),
      env: mapsIn(spec.app["env"]).map((variable) => text(variable["name"])),
      mounts: mapsIn(spec.app["volumeMounts"]).map((mount) => text(mount["mountPath"])),
    },
  };
}

function paramsOf({ params }: TemplateSpec): readonly ShownParam[] {
  return Object.entries(params).map(([name, parameter]) => ({
    name,
    type: parameter.type + (parameter.format === undefined ? "" : ` (${parameter.format})`),
    ...(parameter.default === undefined ? {} : { default: shown(parameter.default) }),
    examples: (parameter.examples ?? []).map(shown),
    description: parameter.description ?? "",
  }));
}

function mapsIn(value: Value | undefined): readonly ValueMap[] {
  return asList(value).filter(isMap);
}

function shown(value: Value): string {
  return typeof value === "string" ? value : compactJson(value);
}

function withDefaults(value: Value | undefined, { params }: TemplateSpec): string {
  if (value === undefined) return "";
  const text = asString(value);
  if (text === undefined) return compactJson(value);
  const parts = parseReferences(text, "verbatim").map((part) => {
    if (typeof part === "string") return part;
    const fallback = part.scope === "params" ? params[part.name]?.default : undefined;
    return fallback === undefined ? part.text : shown(fallback);
  });
  return parts.join("");
}
