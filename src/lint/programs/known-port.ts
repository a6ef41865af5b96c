import type { Container, Pod } from "../../manifest/pod.ts";
import { asList, asString } from "../../manifest/value.ts";
import { remembered } from "../remembered.ts";
import type { DefaultPort } from "./default-port.ts";
import { programOf, requestedPrograms } from "./find-program.ts";
import { annotationsOf, type GivenNames, isGiven, namesGivenTo } from "./given-names.ts";
import type { KnownProgram } from "./known-program.ts";

/** Returns the ports that a container is known to use by its image or name, declared or not, or that it may use. */
export function knownPorts(container: Container): readonly number[] {
  const ports = programOf(container)?.ports ?? [];
  if (ports.length === 0) return [];
  const given = namesGivenTo(container);
  return ports.filter((port) => !isMoved(port, given)).map(({ port }) => port);
}

/** Returns the ports of programs that the pod's labels or annotations ask an admission webhook for. */
export function requestedPorts(pod: Pod): readonly number[] {
  return requestedPrograms(pod).flatMap(({ ports }) => ports.map(({ port }) => port));
}

/** Returns the ports that a container is sure to listen on because its program does by default. */
export const openByDefault: (container: Container) => readonly DefaultPort[] =
  remembered(readOpenByDefault);

function readOpenByDefault(container: Container): readonly DefaultPort[] {
  const program = programOf(container);
  if (program === undefined || program.ports.length === 0) return [];
  if (!runsItsProgram(container, program)) return [];
  const given = namesGivenTo(container);
  return program.ports.filter(
    (port) => isOpen(port, given) && hasRelease(container, port.since ?? [0, 0]),
  );
}

/** Returns the ports that a program is sure to listen on once an admission webhook has added it to the pod. */
export function openOnRequest(pod: Pod, program: KnownProgram): readonly DefaultPort[] {
  const given = annotationsOf(pod);
  return program.ports.filter((port) => isOpen(port, given));
}

function isOpen(port: DefaultPort, given: GivenNames): boolean {
  // A variable that may be set opens nothing for sure.
  const sure = { ...given, hasUnknownVariables: false };
  const isOpened = port.openedBy?.some((name) => isGiven(name, sure)) ?? true;
  return isOpened && !isMoved(port, given);
}

function isMoved({ movedBy = [] }: DefaultPort, given: GivenNames): boolean {
  return movedBy.some((name) => isGiven(name, given));
}

// A command in place of the image's own, such as a shell, may run anything.
function runsItsProgram({ value }: Container, { name, images }: KnownProgram): boolean {
  const command = asString(asList(value["command"])[0]);
  if (command === undefined) return true;
  const binary = lettersOf(command.replace(/^.*\//, ""));
  return binary !== "" && [name, ...images].some((text) => lettersOf(text).endsWith(binary));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

// Only a tag like 1.31.0 or v1.31.0-alpine tells the release.
function hasRelease({ image }: Container, [major, minor]: readonly [number, number]): boolean {
  if (major === 0 && minor === 0) return true;
  const name = image.slice(image.lastIndexOf("/") + 1);
  const [, ownMajor, ownMinor] = /:v?(\d+)\.(\d+)/.exec(name) ?? [];
  if (ownMajor === undefined) return false;
  return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
}
