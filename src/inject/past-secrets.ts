import { textsIn } from "../manifest/texts-in.ts";
import type { SidecarDrift } from "./drift.ts";

/** Returns the texts that stand in a pod where a secret would stand now: most of the time it is the one before. */
export function pastSecrets(
  drift: readonly Pick<SidecarDrift, "differences">[],
  secrets: ReadonlySet<string>,
): ReadonlySet<string> {
  const isSecret = (text: string) => [...secrets].some((secret) => text.includes(secret));
  return new Set(
    drift
      .flatMap(({ differences }) => differences)
      .filter(({ wanted }) => wanted !== undefined && textsIn(wanted).some(isSecret))
      .flatMap(({ there }) => (there === undefined ? [] : textsIn(there))),
  );
}
