/** Returns text as a message of SARIF shows it, where brackets would be links (SARIF 3.11.6). */
export function escapeSarif(text: string): string {
  return text.replace(/[[\]\\]/g, "\\$&");
}

/** Returns text of one line as a page of GitHub shows it, where nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~#]/g, "\\$&");
}
