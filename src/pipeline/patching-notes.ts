// A file can be the resource of one kustomization and the patch of another: what is injected for one reaches both.

import { nameOfObject } from "../manifest/object-name.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { listWords } from "../text/list-words.ts";
import { noteOn } from "./note-on.ts";

/** Returns a note where the workloads of a source are patches as well. */
export function patchingNotes({ role, workloads }: SourceContent): readonly SourceNote[] {
  const [first] = workloads;
  if (first === undefined || !role.isResource || role.patchOf.length === 0) return [];
  return [
    noteOn(
      first,
      `${nameOfObject(first)} is a patch as well, of ${listWords(role.patchOf)}: what is injected into it gets into that build, too`,
    ),
  ];
}
