import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container } from "../../manifest/pod.ts";
import { placeOfMissing } from "../containers/place-of-missing.ts";
import { writtenRequest } from "./written-quantities.ts";

/** Returns the path of what a container requests of a resource: its request, else its limit, else its name. */
export function requestPlace(container: Container, resource: string): FieldPath {
  return writtenRequest(container, resource)?.at ?? placeOfMissing(container);
}
