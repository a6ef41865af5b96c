import type { Io } from "../../io/io.ts";
import { printText } from "../../io/print.ts";
import { count } from "../../report/count.ts";
import { fill } from "../../report/fill.ts";
import type { Style } from "../../report/style.ts";
import { textWidth } from "../../report/text-width.ts";
import { printable } from "../../text/printable.ts";
import { styleFor } from "../colour.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { DoctorOptions } from "../kustomize.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { examineKustomization } from "./examine-kustomization.ts";
import { examineMachine } from "./examine-machine.ts";

const MARKS: Readonly<
  Record<Diagnosis["status"], { readonly mark: string; readonly look: keyof Style }>
> = {
  well: { mark: "✓", look: "success" },
  ill: { mark: "✗", look: "error" },
  note: { mark: "-", look: "faint" },
};

/** Prints what keeps kustomize from running the plugin, and returns the exit code. */
export async function runDoctor(
  io: Io,
  folder: string | undefined,
  { color }: DoctorOptions,
): Promise<ExitCode> {
  const found = [
    ...examineMachine(io),
    ...(folder === undefined ? [] : examineKustomization(io, folder)),
  ];
  const style = await styleFor("stdout", color, io);
  const width = Math.min(40, Math.max(...found.map(({ subject }) => textWidth(subject))));
  const lines = found.flatMap((one) => linesOf(one, width, style));
  const ill = found.filter(({ status }) => status === "ill").length;
  const conclusion = ill === 0 ? "nothing keeps kustomize from it" : count(ill, "problem");
  printText(io, [...lines, conclusion].map((line) => `${line}\n`).join(""));
  return ill === 0 ? EXIT.ok : EXIT.findings;
}

function linesOf(
  { subject, status, message, help }: Diagnosis,
  width: number,
  style: Style,
): readonly string[] {
  const { mark, look } = MARKS[status];
  const head = style.strong(fill(printable(subject), width));
  const line = `${style[look](mark)} ${head}  ${printable(message)}`;
  return help === "" ? [line] : [line, `    ${style.info("help:")} ${printable(help)}`];
}
