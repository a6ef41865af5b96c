// Words of scripts and wrappers that go on only when something answers.
const WAITS =
  /\b(?:until|wait[-_]?for\w*|wait4\w*|dockerize|linkerd-await|scuttle|envoy-preflight|pg_isready)\b|\bpilot-agent\s+wait\b|\bmysqladmin\b.*\bping\b|\bnc\s+(?:-\w+\s+)*-\w*z|\bwhile\s+!|\bwhile\b.*\b(?:curl|wget|nc)\b|--retry-connrefused/s;

/** Tells whether a command waits until something else answers, as far as its words show. */
export function waits(script: string): boolean {
  return WAITS.test(script);
}

/** Tells whether a command lets some time pass, or waits, before it does anything else. */
export function delays(script: string): boolean {
  return waits(script) || /\bsleep\s+\d/.test(script);
}
