/** Tells whether one of the problems is an error. */
export function hasErrors(problems: readonly { readonly severity: string }[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}
