import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import {
  renderImageNames,
  renderImagesJson,
  renderTemplateImages,
} from "../report/template-images.ts";
import { builtInNames } from "../template/built-in.ts";
import { resolveTemplates } from "../template/resolve.ts";
import { templateImages } from "../template/template-images.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { TemplatesOptions } from "./templates.ts";
import { withTemplates } from "./with-templates.ts";

/** The options of `templates images`. */
export interface ImagesOptions extends Omit<TemplatesOptions, "output"> {
  readonly output?: "name" | "json";
}

const RENDERERS = { name: renderImageNames, json: renderImagesJson };

/** Prints the images of the templates of these names; without names, of all that there are. */
export async function listImages(
  io: Io,
  names: readonly string[],
  { output, ...options }: ImagesOptions,
): Promise<ExitCode> {
  return withTemplates(io, options, async (own) => {
    const all = [...own.map(({ name }) => name), ...builtInNames()].sort();
    const templates = resolveTemplates(names.length === 0 ? all : names, own);
    const images = templates.flatMap(templateImages);
    const render = output === undefined ? renderTemplateImages : RENDERERS[output];
    printText(io, render(images));
  });
}
