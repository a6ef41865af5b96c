import { asList, asMap, asString, type Value } from "../manifest/value.ts";
import { referencesIn } from "./reference.ts";
import { sampleParts } from "./sample-parts.ts";
import type { Template } from "./template.ts";

/** An image that a template brings into a pod. */
export interface TemplateImage {
  readonly template: string;
  /** The container or volume that has it. */
  readonly user: string;
  /** The parameter that sets it; undefined for one that the template names itself, or puts together. */
  readonly param?: string;
  /** As it is by default. */
  readonly image: string;
}

/** Returns the images of a template, those that conditions leave out as well; not the app's own, which some use. */
export function templateImages(template: Template): readonly TemplateImage[] {
  const { spec } = template;
  const parts = sampleParts(template);
  return [
    ...imagesOf(template, spec.initContainers, parts.initContainers, imageOfContainer),
    ...imagesOf(template, spec.containers, parts.containers, imageOfContainer),
    ...imagesOf(template, spec.volumes, parts.volumes, imageOfVolume),
    ...imagesOf(template, spec.shared, parts.shared, (shared) =>
      imageOfVolume(asMap(shared)["source"]),
    ),
  ];
}

function imageOfContainer(container: Value | undefined): Value | undefined {
  return asMap(container)["image"];
}

/** Volumes of type `image` mount one. */
function imageOfVolume(volume: Value | undefined): Value | undefined {
  return asMap(asMap(volume)["image"])["reference"];
}

function imagesOf(
  { name: template }: Template,
  written: Value,
  filled: Value | undefined,
  imageOf: (item: Value | undefined) => Value | undefined,
): readonly TemplateImage[] {
  return asList(written).flatMap((item, index): readonly TemplateImage[] => {
    const text = asString(imageOf(item)) ?? "";
    const references = referencesIn(text);
    const value = asList(filled)[index];
    const image = asString(imageOf(value)) ?? "";
    if (image === "" || references.some(({ scope }) => scope === "app")) return [];
    const user = asString(asMap(value)["name"]) ?? "";
    const [reference] = references;
    const isWhole = reference?.scope === "params" && reference.text === text;
    return [{ template, user, image, ...(isWhole ? { param: reference.name } : {}) }];
  });
}
