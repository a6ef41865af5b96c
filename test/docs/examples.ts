/** Returns the blocks of TypeScript, in Markdown or in a doc comment. */
export function examplesIn(text: string): readonly string[] {
  const plain = text.replace(/^ \* ?/gm, "");
  return [...plain.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}
