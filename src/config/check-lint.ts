import type { FieldPath } from "../manifest/field-path.ts";
import { parseQuantity } from "../manifest/quantity.ts";
import { asList, asMap, asString, type Value } from "../manifest/value.ts";
import { nearestHint } from "../text/nearest.ts";
import type { ConfigFault } from "./config-fault.ts";
import { listNames } from "./list-names.ts";

const SETTINGS = ["off", "warning", "error"];

/** Returns what is wrong with the lint part of a config, which stands at a path; `ruleIds` are the checks that there are. */
export function lintFaults(
  lint: Value | undefined,
  at: FieldPath,
  ruleIds: readonly string[],
): readonly ConfigFault[] {
  const { rules, maxOverhead, suppressions } = asMap(lint);
  return [
    ...Object.entries(asMap(rules)).flatMap(([id, setting]) =>
      settingFaults(id, setting, { at: [...at, "rules", id], ruleIds }),
    ),
    ...Object.entries(asMap(maxOverhead)).flatMap(([resource, quantity]) =>
      quantityFaults(quantity, [...at, "maxOverhead", resource]),
    ),
    ...asList(asMap(suppressions)["forbid"]).flatMap((id, index) =>
      ruleIds.includes(String(id))
        ? []
        : [unknownCheck(String(id), [...at, "suppressions", "forbid", index], "value", ruleIds)],
    ),
  ];
}

function unknownCheck(
  id: string,
  at: FieldPath,
  of: ConfigFault["of"],
  ruleIds: readonly string[],
): ConfigFault {
  const message = `there is no check "${id}"${nearestHint(id, ruleIds)}`;
  return { at, of, message, help: `known: ${listNames(ruleIds)}` };
}

function settingFaults(
  id: string,
  setting: Value,
  { at, ruleIds }: { readonly at: FieldPath; readonly ruleIds: readonly string[] },
): readonly ConfigFault[] {
  if (!ruleIds.includes(id)) return [unknownCheck(id, at, "key", ruleIds)];
  if (setting === false || SETTINGS.includes(asString(setting) ?? "")) return [];
  const message = `a check is set to ${SETTINGS.join(", ")}, not to ${JSON.stringify(setting)}`;
  return [{ at, of: "value", message }];
}

function quantityFaults(quantity: Value, at: FieldPath): readonly ConfigFault[] {
  const amount = quantity === null ? 0n : parseQuantity(quantity);
  if (amount !== undefined && amount >= 0n) return [];
  const message = `${JSON.stringify(quantity)} is no quantity of a resource`;
  return [{ at, of: "value", message, help: "write it as Kubernetes does, e.g. 500m or 512Mi" }];
}
