import type { Io } from "../../io/io.ts";
import type { Remarks } from "../../report/krm-results.ts";
import type { Style } from "../../report/style.ts";
import { printable } from "../../text/printable.ts";
import type { ByteText, Source } from "../../text/source.ts";
import type { PluginConfig } from "./plugin-config.ts";

/** What kustomize asks for. */
export interface PluginJob {
  readonly io: Io;
  readonly config: PluginConfig;
  /** What has been built so far. */
  readonly input: Source;
}

/** What came of it. */
export interface PluginOutcome {
  /** The manifests to go on with; of no use after a failure. */
  readonly output: ByteText;
  /** Why the build has to stop, in one line; undefined where it goes on. */
  readonly failure?: string;
  readonly remarks: Remarks;
  /** Returns what has to be seen, empty where nothing has to. */
  summary(style: Style): string;
  /** Returns all that there is to say. */
  report(style: Style): string;
}

/** Returns the reasons why a build stops as one line: the first, and how many there are more. */
export function failureOf(
  reasons: readonly { readonly message: string; readonly object?: string }[],
): string | undefined {
  const [first, ...others] = reasons;
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return printable(
    `${first.object === undefined ? "" : `${first.object}: `}${first.message}${more}`,
  );
}
