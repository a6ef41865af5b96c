import { expect, it } from "vitest";
import { isOpenShiftTemplate } from "../../src/manifest/openshift-template.ts";

it.each([
  ["template.openshift.io/v1", "Template", true],
  ["v1", "Template", true],
  ["example.com/v1", "Template", false],
  ["template.openshift.io/v1", "TemplateInstance", false],
])("isOpenShiftTemplate tells of %s %s: %s", (apiVersion, kind, is) => {
  expect(isOpenShiftTemplate(apiVersion, kind)).toBe(is);
});
