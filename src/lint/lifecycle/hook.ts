import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { asMap, isMap, type ValueMap } from "../../manifest/value.ts";
import { scriptOf } from "./command-line.ts";

const HOOK_KINDS = ["postStart", "preStop"] as const;

/** A hook of a container's lifecycle. */
export interface Hook {
  readonly at: FieldPath;
  readonly kind: (typeof HOOK_KINDS)[number];
  /** What its `exec` runs; empty where it has none. */
  readonly script: string;
  readonly value: ValueMap;
}

/** Returns the hooks of a container. */
export function hooksOf(container: Container): readonly Hook[] {
  const lifecycle = asMap(container.value["lifecycle"]);
  return HOOK_KINDS.flatMap((kind) => {
    const value = lifecycle[kind];
    const at = [...container.at, "lifecycle", kind];
    return isMap(value) ? [{ at, kind, script: scriptOf(value), value }] : [];
  });
}

/** Returns a hook of a container, if it has that one. */
export function hookOf(container: Container, kind: Hook["kind"]): Hook | undefined {
  return hooksOf(container).find((hook) => hook.kind === kind);
}
