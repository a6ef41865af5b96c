/** The annotation of a pod template that asks for templates by name (`fluent-bit,envoy`), or opts out (`false`). */
export const INJECT_ANNOTATION = "kube-sidecar.dev/inject";

/** What the key of an annotation that sets a parameter starts with; `TEMPLATE.PARAM` follows. */
export const PARAMS_PREFIX = "params.kube-sidecar.dev/";
