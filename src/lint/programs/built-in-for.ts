import { builtInNames, builtInTemplate } from "../../template/built-in.ts";
import { programOf } from "./find-program.ts";
import type { KnownProgram } from "./known-program.ts";

/** Returns the name of the built-in template that injects a program, if there is one. */
export function builtInFor(program: KnownProgram): string | undefined {
  return builtInNames().find((name) => {
    const image = builtInTemplate(name)?.spec.params["image"]?.["default"];
    return typeof image === "string" && programOf({ name: "", image }) === program;
  });
}
