import { templateValidators } from "../generated/template-validators.ts";
import type { SchemaFault } from "../manifest/schema-fault.ts";
import { schemaValidator } from "../manifest/schema-validator.ts";
import type { Value } from "../manifest/value.ts";

/** Returns where a SidecarTemplate, references filled in, departs from its schema. */
export function checkDocument(document: Value): readonly SchemaFault[] {
  return schemaValidator(templateValidators().document)(document);
}
