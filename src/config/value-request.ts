import { UserError } from "../text/user-error.ts";
import type { Injector } from "./injector.ts";
import type { SetFlag } from "./set-flag.ts";
import type { TemplateValues } from "./template-values.ts";
import type { ValuesFile } from "./values-file.ts";

/** Where a run takes values from, beside annotations and the rules that apply. */
export interface ValueRequest {
  /** In the order of the command line. */
  readonly sets: readonly SetFlag[];
  readonly files: readonly ValuesFile[];
  /** The name given with `--env`. */
  readonly environment?: string;
  readonly injector?: Injector;
}

/** Returns the values of the environment that `--env` names; throws a `UserError` if there is none of that name. */
export function environmentValues({ environment, injector }: ValueRequest): TemplateValues {
  if (environment === undefined) return new Map();
  if (injector === undefined) {
    throw new UserError(
      `--env ${environment}: environments stand in a config file, and there is none; ` +
        "write kube-sidecar.yaml, or name one with --config",
    );
  }
  const values = injector.environments.get(environment);
  if (values !== undefined) return values;
  const known = [...injector.environments.keys()].sort();
  throw new UserError(
    `--env ${environment}: ${injector.path} has no environment of that name; ` +
      (known.length > 0
        ? `it has ${known.join(", ")}`
        : "it has none: add it to spec.environments"),
  );
}
