import type { FieldPath } from "../../manifest/field-path.ts";
import { formatPath } from "../../manifest/field-path.ts";
import type { TemplateProblem } from "../../outcome.ts";
import { innerSchemas } from "../../template/check-params.ts";
import type { Template } from "../../template/template.ts";
import { templatePlace } from "../../template/template-place.ts";
import { printable } from "../../text/printable.ts";
import { type Attack, slowAttackOn } from "./slow-attacks.ts";

type Schema = Parameters<typeof innerSchemas>[0];

/** A pattern of a template, and the way to it. */
export interface PatternOfTemplate {
  readonly path: FieldPath;
  readonly pattern: string;
}

/** Returns the patterns in the schemas of a template's parameters. */
export function patternsOfParams({ spec }: Template): readonly PatternOfTemplate[] {
  return Object.entries(spec.params).flatMap(([name, schema]) =>
    patternsIn(schema, ["spec", "params", name]),
  );
}

function patternsIn(schema: Schema, path: FieldPath): readonly PatternOfTemplate[] {
  const { pattern } = schema;
  return [
    ...(pattern === undefined ? [] : [{ path: [...path, "pattern"], pattern }]),
    ...innerSchemas(schema).flatMap(([way, inner]) => patternsIn(inner, [...path, ...way])),
  ];
}

/** Returns an error for each pattern of a template that takes time which grows faster than the text it is matched with. */
export function slowPatternProblems(template: Template): readonly TemplateProblem[] {
  return patternsOfParams(template).flatMap(({ path, pattern }) => {
    const attack = slowAttackOn(new RegExp(pattern, "u"));
    if (attack === undefined) return [];
    return [
      {
        severity: "error" as const,
        message: `${formatPath(path)} takes time that grows faster than the text: ${printable(pattern)}`,
        help: `such a text is ${describe(attack)}; let no part of it be matched in two ways, and do not try again at every character`,
        place: templatePlace(template, path),
        related: [],
        remark: "",
      },
    ];
  });
}

function describe({ start, middle, end }: Attack): string {
  const parts = [start, `${JSON.stringify(middle)} many times`, end];
  return parts
    .map((part, index) => (index === 1 || part === "" ? part : JSON.stringify(part)))
    .filter(Boolean)
    .join(", ");
}
