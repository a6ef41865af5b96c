import type { FieldPath } from "../manifest/field-path.ts";

/** What is wrong with a template beyond its schema; `path` is from the root of its document. */
export interface TemplateFault {
  readonly path: FieldPath;
  /** Whether the key at the path is meant or its value. */
  readonly part: "key" | "value";
  readonly message: string;
  /** What to do; empty where the message says it. */
  readonly help: string;
}

/** Returns a fault, without help where the message is enough. */
export function templateFault(path: FieldPath, message: string, help = ""): TemplateFault {
  return { path, part: "value", message, help };
}
