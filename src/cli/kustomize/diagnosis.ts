/** What the doctor has looked at, and what it has found. */
export interface Diagnosis {
  readonly subject: string;
  /** `note`: it cannot tell. */
  readonly status: "well" | "ill" | "note";
  readonly message: string;
  /** What to do; empty where there is nothing to be done. */
  readonly help: string;
}
