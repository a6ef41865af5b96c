import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Returns the licences of the packages that esbuild has put into a bundle, which have to go with it. */
export function thirdPartyLicences(root, metafile) {
  const names = Object.keys(metafile.inputs).flatMap((file) => packageOf(file) ?? []);
  return [...new Set(names)]
    .sort()
    .map((name) => licenceOf(root, name))
    .join("\n\n");
}

function packageOf(file) {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1];
}

function licenceOf(root, name) {
  const folder = join(root, "node_modules", name);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no file with its licence`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}
