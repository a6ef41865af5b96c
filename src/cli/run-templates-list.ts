import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import { renderTemplateList } from "../report/template-list.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import { styleFor } from "./colour.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { TemplatesOptions } from "./templates.ts";
import { textColumns } from "./text-columns.ts";
import { withTemplates } from "./with-templates.ts";

/** Prints all templates by role; with an invalid one among them, only what is wrong with it. */
export async function listTemplates(io: Io, options: TemplatesOptions): Promise<ExitCode> {
  return withTemplates(io, options, async (own) => {
    const style = await styleFor("stdout", options.color, io);
    const builtIns = builtInNames();
    const all = resolveTemplates([...own.map(({ name }) => name), ...builtIns], own);
    printText(io, renderTemplateList(all, builtIns, textColumns(io), style));
  });
}
