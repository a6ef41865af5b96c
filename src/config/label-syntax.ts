// The limits of https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set,
// checked as IsQualifiedName and IsValidLabelValue of k8s.io/apimachinery do.

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LENGTH = 63;
const SUBDOMAIN_LENGTH = 253;
const CHARACTERS =
  "letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, at most 63 of them";

/** Returns why a string cannot be the key of a label or annotation, or undefined if it can. */
export function faultOfLabelKey(key: string): string | undefined {
  const parts = key.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.length > 2) return "a key has at most one `/`, between its prefix and its name";
  if (!isName(name)) return `the name of a key consists of ${CHARACTERS}`;
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === undefined || isSubdomain(prefix)) return undefined;
  return "the prefix of a key is a DNS name in lower case, such as `example.com`";
}

/** Returns why a string cannot be the value of a label, or undefined if it can. */
export function faultOfLabelValue(value: string): string | undefined {
  if (value === "" || isName(value)) return undefined;
  return `the value of a label is empty, or consists of ${CHARACTERS}`;
}

function isName(name: string): boolean {
  return name.length <= NAME_LENGTH && NAME.test(name);
}

function isSubdomain(prefix: string): boolean {
  return prefix.length <= SUBDOMAIN_LENGTH && SUBDOMAIN.test(prefix);
}
