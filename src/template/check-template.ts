import type { FieldPath } from "../manifest/field-path.ts";
import { describeFault, isError, type SchemaFault, subjectOf } from "../manifest/schema-fault.ts";
import { asList, asMap, isList, isMap, type Value } from "../manifest/value.ts";
import { hasErrors } from "../text/has-errors.ts";
import { checkDocument } from "./check-document.ts";
import { checkParams } from "./check-params.ts";
import { checkParts } from "./check-parts.ts";
import { checkReferences } from "./check-references.ts";
import { documentSchema } from "./document-schema.ts";
import { FILLED_PARTS } from "./fill-in.ts";
import type { ParamChecker } from "./param-checker.ts";
import { referencesIn } from "./reference.ts";
import { sampleValues, withSamples } from "./samples.ts";
import { substitute } from "./substitute.ts";
import type { TemplateSpec } from "./template.ts";
import type { TemplateFault } from "./template-fault.ts";

/** A fault of a template's document; a warning does not keep it from being used. */
export interface CheckedFault extends TemplateFault {
  readonly severity: "error" | "warning";
}

/** Returns what is wrong with a template's document: its schema, references, parameters and how its parts fit. */
export function checkTemplate(
  document: Value,
  spec: TemplateSpec,
  checkParam: ParamChecker,
): readonly CheckedFault[] {
  const references = [...checkReferences(document, spec)].map(asError);
  const broken = new Set(references.map(({ path }) => JSON.stringify(path)));
  const schema = schemaFaults(document).filter(({ path }) => !broken.has(JSON.stringify(path)));
  const faults = [...schema, ...references];
  if (hasErrors(schema)) return faults;
  return [...faults, ...[...checkParams(spec, checkParam), ...checkParts(spec)].map(asError)];
}

function asError(fault: TemplateFault): CheckedFault {
  return { ...fault, severity: "error" };
}

function schemaFaults(document: Value): readonly CheckedFault[] {
  const root = documentSchema();
  const spec = asMap(asMap(document)["spec"]);
  const properties = root.properties?.["spec"]?.properties ?? {};
  const valueFor = sampleValues(spec["params"]);
  const fill = (part: Value, name: string) =>
    substitute(part, properties[name] ?? {}, ["spec", name], { root, valueFor });
  const filled = withSamples(document, (part, name) => {
    if (!FILLED_PARTS.some((known) => known === name)) return part;
    // The one part that may be a text.
    return name === "position" ? fill(part, name) : fillInside(part, (one) => fill(one, name));
  });
  const value = isMap(asMap(document)["spec"]) ? filled : document;
  return checkDocument(value).map((fault) => describe(fault, document));
}

/** A part of a spec, or an item of its lists, has to be written out: `toSpec` would pass over a reference in its place. */
function fillInside(part: Value, fill: (part: Value) => Value): Value {
  if (typeof part === "string") return part;
  const filled = fill(part);
  if (!isList(part) || !isList(filled)) return filled;
  return part.map((item, index) => (typeof item === "string" ? item : (filled[index] ?? null)));
}

function describe(fault: SchemaFault, document: Value): CheckedFault {
  const subject = subjectOf(fault);
  // A condition that is passed over would always hold.
  if (fault.kind === "unknown" && fault.field === "when") {
    return { ...MISPLACED_WHEN, ...subject, severity: "error" };
  }
  const written = textAt(document, fault.path);
  const shown =
    fault.kind === "wrong" && written !== undefined ? { ...fault, actual: written } : fault;
  const { message, help } = describeFault(shown);
  if (isError(fault)) return { message, help, ...subject, severity: "error" };
  return { message, help: TYPES_END, ...subject, severity: "warning" };
}

const TYPES_END = "known are the fields of Kubernetes 1.30; a newer one is kept as it is";

const MISPLACED_WHEN = {
  message: "`when` is not possible here",
  help: "it makes a container, volume, mount, environment variable, port, file or shared directory optional",
};

/** Returns the text at a path if it holds references, because a message must show them and not samples. */
function textAt(document: Value, path: FieldPath): string | undefined {
  let value: Value | undefined = document;
  for (const segment of path) {
    if (typeof value === "string") break;
    value = typeof segment === "number" ? asList(value)[segment] : asMap(value)[segment];
  }
  return typeof value === "string" && referencesIn(value).length > 0 ? value : undefined;
}
