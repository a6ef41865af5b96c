import type { RunWarning } from "../outcome.ts";
import { printable } from "../text/printable.ts";
import { renderProblem } from "./finding-text.ts";
import type { Style } from "./style.ts";

/** Returns a warning about a run as a whole, with its place if it has one. */
export function renderRemark({ message, help, place }: RunWarning, style: Style): string {
  if (place !== undefined) {
    return `${renderProblem({ severity: "warning", message, place, related: [], help }, style)}\n`;
  }
  const line = `${style.warning("warning:")} ${printable(message)}`;
  return help === "" ? line : `${line}\n  ${style.info("help:")} ${printable(help)}`;
}
