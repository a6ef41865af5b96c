import { hasPlaceholder } from "./placeholder.ts";

/**
 * Returns why no container runtime can parse an image reference, as the end of a sentence about it; undefined where it can, or
 * where the reference looks like a placeholder that a tool fills in later (`IMAGE`, `${TAG}`, `ko://...`).
 * Source: ParseNormalizedNamed of https://github.com/distribution/reference
 */
export function imageFault(image: string): string | undefined {
  if (isFilledInLater(image)) return undefined;
  if (/\s/.test(image)) return "has white space in it";
  const scheme = /^(?:https?|docker):\/\//.exec(image)?.[0];
  if (scheme !== undefined) return `begins with "${scheme}"`;
  if (/[A-Z]/.test(repositoryPath(image))) return "has upper-case letters in its repository";
  return /[:@]$/.test(image) ? `ends in "${image.slice(-1)}" without a tag or digest` : undefined;
}

function isFilledInLater(image: string): boolean {
  if (hasPlaceholder(image) || /your|replace|placeholder/i.test(image)) return true;
  if (/:\/\//.test(image)) return !/^(?:https?|docker):\/\//.test(image);
  // Nobody names a repository in capitals alone, as the placeholders PROJECT_ID and IMAGE are.
  return repositoryPath(image)
    .split("/")
    .some((part) => /[A-Z]/.test(part) && !/[a-z]/.test(part));
}

/** The part of a reference that has to be in lower case: all between the registry and the tag or digest. */
function repositoryPath(image: string): string {
  const [first = "", ...rest] = image.split("/");
  const isRegistry = rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  const path = isRegistry ? rest.join("/") : image;
  return path.replace(/[:@].*$/s, "");
}
