// What is said of objects that may run pods and that a run does not look into.

import type { Lookalike } from "../manifest/lookalike.ts";
import { nameOfObject } from "../manifest/object-name.ts";
import type { ManifestObject } from "../manifest/objects.ts";
import type { OpenShiftTemplate } from "../manifest/openshift-template.ts";
import type { SourceContent } from "../manifest/read-workloads.ts";
import { EACH_ITEM, groupOf, type TemplatePath } from "../manifest/workloads.ts";
import type { SourceNote } from "../outcome.ts";
import { listWords } from "../text/list-words.ts";
import { placeOf } from "../text/place.ts";
import { shellWord } from "../text/shell-word.ts";

type Fate = "is passed through" | "is not checked" | "is not shown";

/**
 * Returns remarks on the objects of a source that look as if they had pod templates, and on Templates of OpenShift; `fate`
 * is what becomes of them.
 */
export function lookalikeNotes(
  { source, lookalikes, openShiftTemplates }: SourceContent,
  fate: Fate,
): readonly SourceNote[] {
  const noteOn = ({ node }: ManifestObject, message: string): SourceNote => ({
    file: source.path,
    line: placeOf(source, node.start, node.start).line,
    message,
  });
  return [
    ...lookalikes.map((one) => noteOn(one.object, remarkOnLookalike(one, fate))),
    ...openShiftTemplates.map((one) => noteOn(one.object, remarkOnTemplate(one, fate))),
  ];
}

function remarkOnLookalike({ object, path }: Lookalike, fate: Fate): string {
  const { apiVersion, kind } = object;
  return `${nameOfObject(object)} ${fate}: it looks as if it had a pod template, but ${kind} (${apiVersion}) is not a known workload kind; add ${entryFor(object, path)} to spec.workloads of the config`;
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
  return `${nameOfObject(object)} ${fate}: it holds ${held}; process it first: oc process -f ${file} -o yaml | kube-sidecar ... (with --local where there is no cluster)`;
}
