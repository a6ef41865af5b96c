import type { TemplateImage } from "../template/template-images.ts";
import { printable } from "../text/printable.ts";
import { jsonText } from "./json-text.ts";
import { renderTable } from "./table.ts";

/** Returns a table of images: whose they are, and the parameters that set them. */
export function renderTemplateImages(images: readonly TemplateImage[]): string {
  const rows = images.map(({ template, user, param = "-", image }) =>
    [template, user, param, image].map(printable),
  );
  const lines = renderTable([["TEMPLATE", "USED BY", "PARAMETER", "IMAGE"], ...rows]);
  return lines.map((line) => `${line}\n`).join("");
}

/** Returns the images alone, each once and on a line, sorted. */
export function renderImageNames(images: readonly TemplateImage[]): string {
  const names = [...new Set(images.map(({ image }) => printable(image)))];
  return names
    .sort()
    .map((name) => `${name}\n`)
    .join("");
}

/** Returns the images as JSON; `parameter` is null for one that no parameter sets. */
export function renderImagesJson(images: readonly TemplateImage[]): string {
  const items = images.map(({ template, user, param = null, image }) => ({
    template,
    usedBy: user,
    parameter: param,
    image,
  }));
  return `${jsonText(items)}\n`;
}
