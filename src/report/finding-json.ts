import type { Finding } from "../lint/finding.ts";
import type { Value, ValueMap } from "../manifest/value.ts";
import { placeJson } from "./problem-json.ts";

/** Returns a finding as a field of a report in JSON. */
export function findingJson(finding: Finding): ValueMap {
  const { rule, severity, message, place, object, field, containers, related, help } = finding;
  return {
    rule,
    severity,
    message,
    ...placeJson(place),
    object,
    field,
    containers,
    related: related.map((other): Value => ({ message: other.message, ...placeJson(other.place) })),
    help,
  };
}
