import { type OwnDocument, readOwnDocument } from "../../config/own-document.ts";
import type { ConfigKind } from "../../config/read-injector.ts";
import { textAt } from "../../manifest/node-value.ts";
import type { Node } from "../../manifest/outline.ts";
import { mapOf, type ValueMap } from "../../manifest/value.ts";
import type { DocumentProblem } from "../../text/document-problem.ts";
import { nearestHint } from "../../text/nearest.ts";
import {
  type ByteText,
  columnAt,
  encodeText,
  joinTexts,
  type Source,
  sliceText,
} from "../../text/source.ts";
import { UserError } from "../../text/user-error.ts";

/** The kinds of object that kustomize calls this program for. */
export const CONFIG_KINDS: readonly ConfigKind[] = ["SidecarInjector", "SidecarLint"];

/** The config that kustomize hands over. */
export interface PluginConfig {
  readonly kind: ConfigKind;
  /** What reports call it, since nobody knows its file: `SidecarInjector/prod`. */
  readonly label: string;
  /** As the results of a KRM function refer to it. */
  readonly resourceRef: ValueMap;
  readonly document: OwnDocument;
  readonly problems: readonly DocumentProblem[];
}

/** Returns the config in a text of its own; throws a `UserError` for anything that is none. */
export function readPluginConfig(text: ByteText): PluginConfig {
  const { document, problems } = readOwnDocument({ path: "the config", text });
  const [problem] = problems;
  if (document === undefined) throw new UserError(`the config: ${problem?.message}`);
  const kind = textAt(document.root, ["kind"]);
  const known = CONFIG_KINDS.find((candidate) => candidate === kind);
  if (known === undefined) throw new UserError(wrongKind(kind));
  const apiVersion = textAt(document.root, ["apiVersion"]);
  const name = textAt(document.root, ["metadata", "name"]);
  const label = `${known}/${name}`;
  return {
    kind: known,
    label,
    resourceRef: mapOf(Object.entries({ apiVersion, kind, name })),
    document: { source: { path: label, text }, root: document.root },
    problems: problems.map((one) => ({ ...one, place: { ...one.place, file: label } })),
  };
}

function wrongKind(kind: string): string {
  const given = kind === "" ? "an object without a kind" : `a ${kind}`;
  return `the config has to be a SidecarInjector or a SidecarLint, not ${given}${nearestHint(kind, CONFIG_KINDS)}`;
}

/** Returns a node of a source as a text of its own, whose lines and columns are those of the node. */
export function textOfNode({ text }: Source, node: Node): ByteText {
  const own = sliceText(text, node.start, node.end);
  if (node.type !== "map" || node.style === "flow") return own;
  const indent = columnAt(text, node.start);
  const deeper = new RegExp(`\\n {1,${Math.max(1, indent)}}`, "g");
  const lines = (indent === 0 ? own : own.replace(deeper, "\n")) as ByteText;
  return joinTexts([lines, encodeText("\n")]);
}
