/** Tells whether a template can have the name: a DNS label, at most 63 of a-z, 0-9 and `-`. */
export function isTemplateName(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(name);
}
