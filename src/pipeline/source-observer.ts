/**
 * Is told which source (0-based) has its turn in which stage, so that people can be shown how far a run is. It has no
 * part in the result.
 */
export type SourceObserver = (
  stage: "reading" | "injecting" | "ejecting" | "checking",
  index: number,
) => void;
