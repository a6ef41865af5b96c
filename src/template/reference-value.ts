import type { Value } from "../manifest/value.ts";
import type { Written } from "../manifest/written.ts";
import type { Reference } from "./reference.ts";
import type { Scope } from "./template.ts";

/** What is wrong with the values of a template for one pod. */
export interface RenderProblem {
  readonly message: string;
  /** What to do. */
  readonly help: string;
  /** Who gave the value that is at fault (`--set`, a rule, an annotation); empty where nobody did. */
  readonly from: string;
  /** Where the value at fault, or the part of it, stands in a file of ours, if it does. */
  readonly written?: Written;
  /** What has to change: the manifest (a port that the app lacks), or what was given to parameters. */
  readonly about: "manifest" | "values";
  /** The parameter that it is about, if it is about one. */
  readonly param?: string;
}

/** Returns what a reference stands for, or undefined: the app lacks that port, or the parameter has no value. */
export function referenceValue(
  reference: Reference,
  params: Readonly<Record<string, Value>>,
  scope: Scope,
): Value | undefined {
  const { name } = reference;
  if (reference.scope === "params") return Object.hasOwn(params, name) ? params[name] : undefined;
  if (reference.scope === "workload") return scope.workload[name as keyof Scope["workload"]];
  const { app } = scope;
  if (!name.startsWith("ports.")) return app[name as "name" | "image" | "port"];
  const port = name.slice("ports.".length);
  return Object.hasOwn(app.ports, port) ? app.ports[port] : undefined;
}

/** Returns the problem of a port that the app lacks; `param` is the parameter that can be set instead. */
export function missingPortProblem(
  reference: Reference,
  template: string,
  scope: Scope,
  param?: string,
): RenderProblem {
  const { name: app, ports } = scope.app;
  const name = reference.name.startsWith("ports.") ? reference.name.slice("ports.".length) : "";
  const others = Object.keys(ports).join(", ");
  const declare =
    name === "" ? "declare a containerPort" : `declare a containerPort with the name ${name}`;
  const set = param === undefined ? "" : `set the parameter (--set ${template}.${param}=PORT), or `;
  return {
    message:
      name === ""
        ? `template "${template}" needs a port of the app: container "${app}" declares none`
        : `template "${template}" needs the port "${name}" of the app: container "${app}" declares ${others === "" ? "none" : `only ${others}`}`,
    help: `${set}${declare} in container "${app}"`,
    from: "",
    about: "manifest",
    ...(param === undefined ? {} : { param }),
  };
}
