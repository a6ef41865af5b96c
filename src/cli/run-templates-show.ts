import { NEWEST_KUBERNETES } from "../config/kube-version.ts";
import type { Io } from "../io/io.ts";
import { print, printText } from "../io/print.ts";
import { tryTemplates } from "../pipeline/try-templates.ts";
import { renderTemplateDetails } from "../report/template-details.ts";
import { resolveTemplates } from "../template/resolve.ts";
import { styleFor } from "./colour.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { TemplatesOptions } from "./templates.ts";
import { textColumns } from "./text-columns.ts";
import { withTemplates } from "./with-templates.ts";

/** Prints what a template is for, what it adds and what it takes, or its file. */
export async function showTemplate(
  io: Io,
  name: string,
  options: TemplatesOptions,
): Promise<ExitCode> {
  return withTemplates(io, options, async (own) => {
    const style = await styleFor("stdout", options.color, io);
    for (const template of resolveTemplates([name], own)) {
      if (options.output === "yaml") {
        print(io, template.source.text);
        continue;
      }
      const { pod } = tryTemplates([template], [], { kubeMinor: NEWEST_KUBERNETES, settings: {} });
      printText(io, renderTemplateDetails(template, pod, textColumns(io), style));
    }
  });
}
