import { remarkOnLookalike } from "../inject/report-workload.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { placeOf } from "../text/place.ts";

/** Returns remarks on the objects of a source that look as if they had pod templates; `fate` is what becomes of them. */
export function lookalikeNotes(
  { source, lookalikes }: SourceContent,
  fate: Parameters<typeof remarkOnLookalike>[1],
): readonly SourceNote[] {
  return lookalikes.map((object) => ({
    file: source.path,
    line: placeOf(source, object.node.start, object.node.start).line,
    message: remarkOnLookalike(object, fate),
  }));
}
