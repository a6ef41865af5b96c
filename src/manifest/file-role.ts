import type { Kustomization } from "./kustomization.ts";
import type { Kustomizations } from "./kustomizations.ts";
import type { Required } from "./workloads.ts";

/** What the kustomizations of a repository make of a file. */
export interface FileRole {
  /** The kustomizations that list it as a patch, as messages show them. */
  readonly patchOf: readonly string[];
  /** Whether a kustomization lists it under `resources`: then it stands for itself, and is a patch beside that. */
  readonly isResource: boolean;
  /** What builds write into its objects, where that is not there. */
  readonly supplies: ReadonlySet<Required>;
}

/** Returns what kustomizations make of a file. */
export function roleOfFile(path: string, kustomizations: Kustomizations): FileRole {
  const builds = kustomizations.builds(path);
  const supplied = builds.map((build) => build.supplied);
  const shown = (one: Kustomization) => kustomizations.shownPath(one.path);
  return {
    patchOf: kustomizations.patching(path).map(shown),
    isResource: builds.length > 0,
    supplies: new Set<Required>([
      ...(supplied.some(({ selectorLabels }) => selectorLabels.size > 0)
        ? (["selector"] as const)
        : []),
      ...(supplied.some(({ templateLabels }) => templateLabels.size > 0)
        ? (["labels"] as const)
        : []),
    ]),
  };
}

/** Tells whether a file says nothing but what is to change in objects of other files. */
export function isPatchAlone({ patchOf, isResource }: FileRole): boolean {
  return patchOf.length > 0 && !isResource;
}
