import type { RuleContext } from "../../src/lint/rule.ts";

/** What rules know where the input is one pod alone. */
export const NO_CONTEXT: RuleContext = {
  kubeMinor: 34,
  servicesOf: () => [],
  targetsOf: () => [],
  autoscalersOf: () => [],
  claimsOf: () => [],
  namespacesOf: () => [],
  limitRangesOf: () => [],
  podsAround: () => [],
  isSupplied: () => false,
  isNamedInPatch: () => false,
  isCertain: () => true,
  isMeantForOther: () => false,
};
