import { expect, it } from "vitest";
import { asList, asMap } from "../../src/manifest/value.ts";
import { builtInNames } from "../../src/template/built-in.ts";
import { resolveTemplates } from "../../src/template/resolve.ts";
import { sampleParts } from "../../src/template/sample-parts.ts";

const templates = resolveTemplates(builtInNames(), []);

it.each(templates.map((template) => ({ name: template.name, template })))(
  "all items of $name stand at their places, whatever their conditions",
  ({ template }) => {
    const parts = sampleParts(template);
    for (const part of ["containers", "initContainers", "volumes", "files", "shared"] as const) {
      const conditions = asList(parts[part]).map((item) => asMap(item)["when"]);
      expect(conditions).toEqual(template.spec[part].map(({ when }) => when));
    }
    for (const [index, container] of asList(parts.containers).entries()) {
      const written = template.spec.containers[index] ?? {};
      for (const list of ["env", "ports", "volumeMounts"]) {
        const names = (items: typeof container | undefined) =>
          asList(items).map((item) => asMap(item)["name"]);
        expect(names(asMap(container)[list])).toEqual(names(written[list]));
      }
    }
  },
);
