/** Tells whether a text has a place in it that a tool fills in later, such as `${NAME}`, `{{ name }}` or `<name>`. */
export function hasPlaceholder(text: string): boolean {
  return /[${}<>%()[\]|*#!?~^]|@@|^__|__$/.test(text);
}
