import type { FieldPath } from "../../manifest/field-path.ts";
import type { Container, Pod } from "../../manifest/pod.ts";
import { repositoryOf } from "../containers/image-repository.ts";
import { remembered } from "../remembered.ts";
import type { KnownProgram } from "./known-program.ts";
import { KNOWN_PROGRAMS } from "./known-programs.ts";

/** Returns the program that a container is known to run, by its image or name. */
export const programOf: (container: Pick<Container, "name" | "image">) => KnownProgram | undefined =
  remembered(({ name, image }) => {
    const repository = repositoryOf(image);
    return KNOWN_PROGRAMS.find(
      ({ images, containers }) =>
        containers?.includes(name) === true ||
        images.some((one) => repository === one || repository.endsWith(`/${one}`)),
    );
  });

/** Tells whether the injector of a known program gives that name to its container. */
export function isNameOfInjector(name: string): boolean {
  return KNOWN_PROGRAMS.some(({ containers = [] }) => containers.includes(name));
}

const REQUESTABLE = KNOWN_PROGRAMS.filter(({ requestedBy }) => requestedBy !== undefined);

/** Returns the programs that the pod's labels or annotations ask an admission webhook for. */
export const requestedPrograms: (pod: Pod) => readonly KnownProgram[] = remembered((pod) =>
  REQUESTABLE.filter((program) => requestsFor(pod, program).length > 0),
);

/** Returns the paths of the labels and annotations by which a pod asks an admission webhook for a program. */
export function requestsFor(pod: Pod, { requestedBy = {} }: KnownProgram): readonly FieldPath[] {
  return (["labels", "annotations"] as const).flatMap((map) =>
    Object.entries(requestedBy)
      .filter(([key, values]) => values.includes(pod[map][key] ?? ""))
      .map(([key]) => ["metadata", map, key]),
  );
}
