const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
const HOST = `(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
const DIGEST = "sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}";

/** Host, repository, and of tag and digest whatever is there. */
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART})*(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>${DIGEST}))?$`,
);

/**
 * Returns the pull policy that the API server gives to an image for which none is set. A reference that it cannot parse
 * has no tag, and so is taken for one that never changes.
 * Sources: SetDefaults_Container and ParseImageName of https://github.com/kubernetes/kubernetes, ParseNormalizedNamed of
 * https://github.com/distribution/reference
 */
export function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  const parts = isIdentifier(image) ? undefined : REFERENCE.exec(image)?.groups;
  if (parts === undefined) return "IfNotPresent";
  const tag = parts["tag"] ?? (parts["digest"] === undefined ? "latest" : "");
  return tag === "latest" ? "Always" : "IfNotPresent";
}

/** No repository is named as the identifier of an image is. */
function isIdentifier(image: string): boolean {
  return /^[a-f0-9]{64}$/.test(image);
}
