import { kubernetesDescriptions } from "../generated/kubernetes-descriptions.ts";
import { editorSchema } from "../template/editor-schema.ts";

/** The name of the file that the first line of a template points editors to. */
export const SCHEMA_FILE = "sidecar-template.schema.json";

/** Returns the text of the file. */
export function schemaText(): string {
  return `${JSON.stringify(editorSchema(kubernetesDescriptions()), undefined, 2)}\n`;
}
