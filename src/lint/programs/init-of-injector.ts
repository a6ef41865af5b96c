const NAMES: ReadonlySet<string> = new Set([
  "istio-init",
  "istio-validation",
  "linkerd-init",
  "linkerd-network-validator",
  "vault-agent-init",
  "consul-connect-inject-init",
  "kuma-init",
  "kuma-validation",
]);

/** Tells whether injectors give that name to an init container. */
export function isInitOfInjector(name: string): boolean {
  return NAMES.has(name);
}
