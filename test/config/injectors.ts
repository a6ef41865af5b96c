import type { Injector } from "../../src/config/injector.ts";
import { readInjector } from "../../src/config/read-injector.ts";
import { encodeText } from "../../src/text/source.ts";

/** Returns the injector with a spec (YAML, indented by two spaces); throws if it is not valid. */
export function injectorWith(spec: string): Injector {
  const text = `apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nspec:\n${spec}`;
  const source = { path: "kube-sidecar.yaml", text: encodeText(text) };
  const { injector, problems } = readInjector(source, []);
  if (injector === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return injector;
}
