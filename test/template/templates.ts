import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { readUserTemplates } from "../../src/template/read-user-templates.ts";
import type { Scope, Template } from "../../src/template/template.ts";
import { encodeText, type Source } from "../../src/text/source.ts";

/** The app that templates of tests are rendered for. */
export const SCOPE: Scope = {
  workload: { name: "shop", kind: "Deployment", namespace: "prod" },
  app: { name: "web", image: "example.com/web:2", port: 8080, ports: { http: 8080, admin: 9000 } },
};

/** An app that declares no port. */
export const WITHOUT_PORTS: Scope = {
  workload: SCOPE.workload,
  app: { name: "web", image: "example.com/web:2", ports: {} },
};

/** Returns a template file; `spec` is YAML of fields of the spec, not indented. */
export function templateText(spec: string, name = "t"): string {
  const indented = spec.trim().replaceAll(/^(?=.)/gm, "  ");
  return `apiVersion: kube-sidecar.dev/v1alpha1
kind: SidecarTemplate
metadata:
  name: ${name}
spec:
${indented}
`;
}

/** Returns a source of the text. */
export function sourceOf(text: string, path = "t.yaml"): Source {
  return { path, text: encodeText(text) };
}

/** The least that a template must have. */
export const LEAST = "role: logging\ncontainers: [{name: c, image: i}]\n";

/** Returns the template that a spec describes; throws if it has any problem. */
export function template(spec: string, name = "t"): Template {
  const { templates, problems } = readUserTemplates(
    [sourceOf(templateText(spec, name))],
    compileSchema,
  );
  const [first] = templates;
  if (first === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return first;
}
