import { exampleValues } from "./example-values.ts";
import { type Filled, fillIn } from "./fill-in.ts";
import { resolveParams } from "./params.ts";
import { sampleScope } from "./samples.ts";
import type { Template } from "./template.ts";

/** Returns the parts of a template as a plain app would get them, by defaults and examples, and those that conditions leave out. */
export function sampleParts(template: Template): Filled {
  const scope = sampleScope([template]);
  const params = resolveParams(template, exampleValues(template), scope);
  const options = { conditions: "kept", origins: new WeakMap() } as const;
  return fillIn(template, params, scope, options).filled;
}
