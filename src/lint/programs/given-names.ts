import type { Container, Pod } from "../../manifest/pod.ts";
import { asList } from "../../manifest/value.ts";
import { wordsOf } from "../containers/words.ts";
import { remembered } from "../remembered.ts";

/** What a container or pod is given, as far as it can set a port. */
export interface GivenNames {
  /** Flags without their dashes, variables, annotations. */
  readonly names: ReadonlySet<string>;
  /** Where something is mounted. */
  readonly directories: readonly string[];
  /** Whether variables come from elsewhere too, so that any of them may be set. */
  readonly hasUnknownVariables: boolean;
}

/** Returns what the flags, variables and mounts of a container are called. */
export const namesGivenTo: (container: Container) => GivenNames = remembered(readNames);

function readNames(container: Container): GivenNames {
  const { value, env, mounts } = container;
  const words = wordsOf(container).flatMap(({ text }) => text.split(/\s+/));
  const flags = words.flatMap((word) => /^-{1,2}([^=]+)/.exec(word)?.[1] ?? []);
  return {
    names: new Set([...flags, ...env.map(({ name }) => name)]),
    directories: mounts.map(({ path }) => path),
    hasUnknownVariables: asList(value["envFrom"]).length > 0,
  };
}

/** Returns what the annotations of a pod are called. */
export function annotationsOf({ annotations }: Pod): GivenNames {
  return {
    names: new Set(Object.keys(annotations)),
    directories: [],
    hasUnknownVariables: false,
  };
}

/** Tells whether a flag (`--port`, `-p`), variable, annotation or directory (`/etc/app`) is among what is given, or may be. */
export function isGiven(
  name: string,
  { names, directories, hasUnknownVariables }: GivenNames,
): boolean {
  if (name.startsWith("/")) return directories.some((path) => path.startsWith(name));
  const isVariable = /^[A-Z][A-Z0-9_]*$/.test(name);
  return (hasUnknownVariables && isVariable) || names.has(name.replace(/^-{1,2}/, ""));
}
