import type { ReadRequest } from "./read-and-choose.ts";

/** Returns a request for nothing: annotations stay in effect for what is wrong with them, and nothing else is chosen. */
export function withoutInjection(request: ReadRequest): ReadRequest {
  const { injector, ...rest } = request;
  const none = { ...rest, templates: [], sets: [], files: [] };
  return injector === undefined ? none : { ...none, injector: { ...injector, rules: [] } };
}
