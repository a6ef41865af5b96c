// What is said of objects that may run pods and that a run does not look into.

import type { Lookalike } from "../manifest/lookalike.ts";
import { nameOfObject } from "../manifest/object-name.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import type { OpenShiftTemplate } from "../manifest/openshift-template.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import { EACH_ITEM, groupOf, type TemplatePath } from "../manifest/workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { groupBy } from "../text/group-by.ts";
import { listWords } from "../text/list-words.ts";
import { shellWord } from "../text/shell-word.ts";
import { noteOn } from "./note-on.ts";

type Fate = "passed through" | "not checked" | "not shown";

/**
 * Returns remarks on objects that look as if they had pod templates, one for each entry that the config lacks, at the first
 * of them, and on Templates of OpenShift; `fate` is what becomes of them.
 */
export function lookalikeNotes(
  contents: readonly SourceContent[],
  fate: Fate,
): readonly SourceNote[] {
  const lookalikes = contents.flatMap((content) => content.lookalikes);
  const groups = groupBy(lookalikes, ({ object, path = [] }) =>
    [object.apiVersion, object.kind, ...path].join("\0"),
  );
  return [
    ...[...groups.values()].flatMap((group) => remarkOnLookalikes(group, fate)),
    ...contents
      .flatMap((content) => content.openShiftTemplates)
      .map((one) => noteOn(one.object, remarkOnTemplate(one, fate))),
  ];
}

function remarkOnLookalikes(group: readonly Lookalike[], fate: Fate): readonly SourceNote[] {
  const [first] = group;
  if (first === undefined) return [];
  const { object, path } = first;
  const { apiVersion, kind } = object;
  const others = group.length - 1;
  const said =
    others === 0
      ? `${nameOfObject(object)} is ${fate}: it looks as if it had a pod template`
      : `${nameOfObject(object)} and ${others} more of its kind are ${fate}: they look as if they had pod templates`;
  return [
    noteOn(
      object,
      `${said}, but ${kind} (${apiVersion}) is not a known workload kind; add ${entryFor(object, path)} to spec.workloads of the config`,
    ),
  ];
}

/** Returns what a config says of a kind, in YAML; names that would need quotes are left to its author. */
function entryFor({ apiVersion, kind }: ManifestObject, path: TemplatePath | undefined): string {
  const group = groupOf(apiVersion);
  const isPlain = /^[A-Za-z][\w-]*$/.test(kind) && /^[a-z0-9.-]*$/.test(group);
  if (path === undefined || !isPlain) return "it";
  const fields = [
    ...(group === "" ? [] : [`group: ${group}`]),
    `kind: ${kind}`,
    `path: "${path.join(".").replaceAll(`.${EACH_ITEM}`, EACH_ITEM)}"`,
  ];
  return `{${fields.join(", ")}}`;
}

const MOST_NAMED = 3;

function remarkOnTemplate({ object, workloads }: OpenShiftTemplate, fate: Fate): string {
  const named = workloads.slice(0, MOST_NAMED);
  const others = workloads.length - named.length;
  const held = listWords(others === 0 ? named : [...named, `${others} more`]);
  const file = shellWord(object.document.source.path);
  return `${nameOfObject(object)} is ${fate}: it holds ${held}; process it first: oc process -f ${file} -o yaml | kube-sidecar ... (with --local where there is no cluster)`;
}
