import type { Pitfall } from "./pitfall.ts";
import type { RuleSeverity } from "./rule.ts";

/** What is said of something that findings can be about: a rule, a problem of the plan, a suppression. */
export interface RuleText {
  readonly id: string;
  readonly severity: RuleSeverity;
  readonly category: string;
  readonly pitfall?: Pitfall;
  /** The desired state, in one sentence. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}
