/** A word that can stand where the cursor is. */
export interface Candidate {
  readonly value: string;
  /** What it means, for shells that show it. */
  readonly about?: string;
}

/** What the shell is told. */
export interface Reply {
  readonly candidates: readonly Candidate[];
  /** One of `DIRECTIVES`. */
  readonly directive: number;
}

/** What the shell does beside offering the candidates: `ShellCompDirective` of github.com/spf13/cobra, whose protocol kubectl speaks. */
export const DIRECTIVES = {
  /** Offers files where there is no candidate. */
  files: 0,
  /** Puts no space behind the candidate, and offers no files. */
  unfinished: 6,
  /** Offers no files. */
  noFiles: 4,
  /** Offers files; the candidates are their extensions. */
  extensions: 8,
  folders: 16,
} as const;

/** Returns the reply that offers the candidates and nothing else. */
export function only(candidates: readonly Candidate[]): Reply {
  return { candidates, directive: DIRECTIVES.noFiles };
}

/** Returns the reply that offers what other text has to follow. */
export function unfinished(candidates: readonly Candidate[]): Reply {
  return { candidates, directive: DIRECTIVES.unfinished };
}

/** Returns the reply that offers words without a meaning beside themselves. */
export function words(values: readonly string[]): Reply {
  return only(values.map((value) => ({ value })));
}
