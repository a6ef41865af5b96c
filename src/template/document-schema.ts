import { kubernetesSchema } from "../generated/kubernetes-schema.ts";
import type { JsonSchema } from "../manifest/json-schema.ts";
import { templateSchema } from "./template-schema.ts";

let joined: JsonSchema | undefined;

/** Returns the schema of a whole SidecarTemplate, what it takes from core/v1 included. */
export function documentSchema(): JsonSchema {
  joined ??= join(kubernetesSchema().$defs ?? {}, templateSchema);
  return joined;
}

/** The objects of core/v1 that `when` can make optional. */
const OPTIONAL = ["Container", "Volume", "VolumeMount", "EnvVar", "ContainerPort"];

function join(
  kubernetes: Readonly<Record<string, JsonSchema>>,
  { $defs: ours = {}, ...schema }: JsonSchema,
): JsonSchema {
  const known = Object.entries(kubernetes).map(([name, one]) => [name, tolerant(one)] as const);
  const definitions: Record<string, JsonSchema> = { ...Object.fromEntries(known), ...ours };
  for (const name of OPTIONAL) {
    const definition = definitions[name] ?? {};
    const properties = { ...definition.properties, when: ours["when"] ?? {} };
    definitions[name] = { ...definition, properties };
  }
  const { name: _, ...sources } = kubernetes["Volume"]?.properties ?? {};
  definitions["VolumeSource"] = tolerant({
    type: "object",
    minProperties: 1,
    properties: sources,
  });
  // The mount of a shared directory has no mountPath: it appears where the app has it.
  definitions["VolumeMount"] = { ...definitions["VolumeMount"], required: ["name"] };
  return { ...schema, $defs: definitions };
}

/** Fields that a newer Kubernetes has are warned of. */
function tolerant(schema: JsonSchema): JsonSchema {
  if (schema.properties === undefined) return schema;
  return { ...schema, additionalProperties: false, unknownFields: "warning" };
}
