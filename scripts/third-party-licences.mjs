import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the bundle has of Kubernetes: the descriptions of its fields, and the names and types of these. */
const KUBERNETES = /src\/generated\/(?:kubernetes-descriptions|template-validators)\.ts$/;

/** Returns the licences of the packages and texts that esbuild has put into a bundle, which have to go with it. */
export function thirdPartyLicences(root, metafile) {
  const files = Object.keys(metafile.inputs);
  const names = files.flatMap((file) => packageOf(file) ?? []);
  const licences = [...new Set(names)].sort().map((name) => licenceOf(root, name));
  const texts = files.some((file) => KUBERNETES.test(file)) ? [creditOfKubernetes(root)] : [];
  return [...licences, ...texts].join("\n\n");
}

/** scripts/kubernetes-schema.mjs takes them from kubernetes-types, which is made of Kubernetes' OpenAPI. */
function creditOfKubernetes(root) {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules/kubernetes-types/package.json"), "utf8"),
  );
  return `Kubernetes API ${version.replace(/\.\d+$/, "")}, by way of kubernetes-types ${version}

The descriptions, names and types of the fields of core/v1 are those of Kubernetes:
Copyright The Kubernetes Authors. https://github.com/kubernetes/kubernetes
Licensed under the Apache License, Version 2.0; the file LICENSE of this package has its text. The descriptions were shortened.
`;
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
