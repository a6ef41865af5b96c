import { isFollowed } from "./is-followed.ts";

// Words of scripts and wrappers that go on only when something answers.
const WAITS =
  /\b(?:until|wait[-_]?for\w*|wait4\w*|dockerize|linkerd-await|scuttle|envoy-preflight|pg_isready)\b|\bpilot-agent\s+wait\b|\bnc\s+(?:-\w+\s+){0,9}-\w*z|\bwhile\s+!|--retry-connrefused/;

/** Tells whether a command waits until something else answers, as far as its words show. */
export function waits(script: string): boolean {
  return (
    WAITS.test(script) ||
    isFollowed(script, /\bmysqladmin\b/, /\bping\b/) ||
    isFollowed(script, /\bwhile\b/, /\b(?:curl|wget|nc)\b/)
  );
}

/** Tells whether a command lets some time pass, or waits, before it does anything else. */
export function delays(script: string): boolean {
  return waits(script) || /\bsleep\s+\d/.test(script);
}
