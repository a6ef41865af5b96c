import type { ConfigKind } from "../../config/read-injector.ts";
import type { Io } from "../../io/io.ts";
import { isOwnGroup } from "../../manifest/document-type.ts";
import { UserError } from "../../text/user-error.ts";
import { objectsListed, PLUGIN_FIELDS, readKustomization } from "./kustomization.ts";

/** The list in which kustomize has found a plugin; `unknown` where the working directory does not tell. */
export type Placement = "transformers" | "validators" | "unknown";

/**
 * Returns where the kustomization of the working directory, in which kustomize runs plugins, lists objects of a kind.
 * Throws a `UserError` for places where they cannot do their work.
 */
export function placementOf(io: Io, kind: ConfigKind): Placement {
  const kustomization = readKustomization(io, ".");
  if (kustomization === undefined) return "unknown";
  const [field, other] = PLUGIN_FIELDS.filter((candidate) =>
    objectsListed(io, kustomization, candidate).some(
      (object) => object.kind === kind && isOwnGroup(object.apiVersion),
    ),
  );
  if (field === "generators") {
    throw new UserError(
      `${kustomization.path} lists a ${kind} under "generators", which see no manifests: move it to ${properField(kind)}`,
    );
  }
  if (kind === "SidecarLint" && other !== undefined) {
    throw new UserError(
      `${kustomization.path} lists SidecarLints under "${field}" and "${other}": keep those under "validators"`,
    );
  }
  return field ?? "unknown";
}

function properField(kind: ConfigKind): string {
  return kind === "SidecarLint" ? '"validators"' : '"transformers"';
}
