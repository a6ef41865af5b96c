import { compileSchema } from "../../src/template/ajv-compiler.ts";
import { paramChecker } from "../../src/template/param-checker.ts";
import type { Parameter, Template } from "../../src/template/template.ts";
import { encodeText } from "../../src/text/source.ts";

/** Returns a template that has nothing but a name and parameters. */
function templateWith(name: string, params: Record<string, Parameter>): Template {
  return {
    name,
    builtIn: true,
    checkParam: paramChecker({ name, params }, compileSchema),
    source: { path: `templates/${name}.yaml`, text: encodeText("") },
    spec: {
      description: name,
      role: "logging",
      params,
      lifecycle: "native",
      position: "first",
      containers: [],
      initContainers: [],
      volumes: [],
      files: [],
      shared: [],
      app: {},
      pod: {},
      refuses: {},
      findings: {},
      elsewhere: [],
    },
  };
}

export const FLUENT_BIT: Template = templateWith("fluent-bit", {
  logDir: { type: "string" },
  port: { type: "integer", format: "port" },
  image: { type: "string", annotation: false },
});

export const ENVOY: Template = templateWith("envoy", {
  port: { type: "integer", format: "port" },
  upstream: { type: "string" },
});
