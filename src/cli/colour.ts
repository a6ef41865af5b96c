import type { Io } from "../io/io.ts";
import { PLAIN_STYLE, type Style } from "../report/style.ts";
import type { ReportOptions } from "./options.ts";

/**
 * Returns the style for a stream: with colour where `--color` says so, else where `FORCE_COLOR` does, else on
 * terminals that `NO_COLOR` (https://no-color.org) and `TERM=dumb` do not keep plain.
 */
export async function styleFor(
  stream: "stdout" | "stderr",
  when: ReportOptions["color"],
  io: Io,
): Promise<Style> {
  if (!(when === "always" || (when === "auto" && wantsColour(stream, io)))) return PLAIN_STYLE;
  const { COLOUR_STYLE } = await import("../report/colour-style.ts");
  return COLOUR_STYLE;
}

function wantsColour(stream: "stdout" | "stderr", io: Io): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env as Readonly<Record<ColourVariable, string>>;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return TERM !== "dumb" && io.isTerminal(stream);
}

type ColourVariable = "NO_COLOR" | "FORCE_COLOR" | "TERM";
