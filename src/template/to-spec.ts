import {
  asList,
  asMap,
  asString,
  isMap,
  stringMap,
  type Value,
  type ValueMap,
} from "../manifest/value.ts";
import type { Role } from "./roles.ts";
import type { Lifecycle, Parameter, Position, TemplateSpec } from "./template.ts";

/** Returns the spec of a template document that its schema has found right, defaults filled in. */
export function toSpec(value: Value): TemplateSpec {
  const spec = asMap(value);
  const front = spec["front"];
  return {
    description: asString(spec["description"]) ?? "",
    role: spec["role"] as Role,
    params: paramsOf(spec["params"]),
    lifecycle: (spec["lifecycle"] ?? "native") as Lifecycle,
    position: (spec["position"] ?? "first") as Position,
    containers: maps(spec["containers"]),
    initContainers: maps(spec["initContainers"]),
    volumes: maps(spec["volumes"]),
    files: maps(spec["files"]),
    shared: maps(spec["shared"]),
    app: asMap(spec["app"]),
    pod: asMap(spec["pod"]),
    ...(isMap(front) ? { front } : {}),
    refuses: stringMap(spec["refuses"]),
    findings: stringMap(spec["findings"]),
    elsewhere: asList(spec["elsewhere"]).filter((text) => typeof text === "string"),
  };
}

function paramsOf(value: Value | undefined): TemplateSpec["params"] {
  const params: Record<string, Parameter> = Object.create(null);
  for (const [name, parameter] of Object.entries(asMap(value))) {
    if (isMap(parameter)) params[name] = parameter as ValueMap & Parameter;
  }
  return params;
}

function maps(value: Value | undefined): readonly ValueMap[] {
  return asList(value).filter(isMap);
}
