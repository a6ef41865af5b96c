import type { PodSecurityLevel } from "../../src/lint/rule.ts";
import { podSecurityBreaches } from "../../src/lint/security/pod-security.ts";
import { formatPath } from "../../src/manifest/field-path.ts";
import type { Value } from "../../src/manifest/value.ts";
import { podWith } from "./pod-with.ts";

/** Fields of a container or pod spec. */
export type Fields = Readonly<Record<string, Value>>;

/** A pod with the container web, and the version 1.x of the standard (36 without it). */
export interface Case {
  readonly container?: Fields;
  readonly spec?: Fields;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly minor?: number;
}

/** Returns what breaks a level of the Pod Security Standards, one line each. */
export function breaches(level: PodSecurityLevel, { container, spec, annotations, minor }: Case) {
  const containers = [{ name: "web", ...container }];
  const pod = podWith(
    { containers, ...spec },
    [],
    annotations === undefined ? {} : { annotations },
  );
  return podSecurityBreaches(level, { pod, minor: minor ?? 36 }).map(
    ({ control, subject, what, at }) => `${control}: ${subject} ${what} at ${formatPath(at)}`,
  );
}

/** Returns the case of a container with this security context. */
export function context(fields: Fields): Case {
  return { container: { securityContext: fields } };
}
