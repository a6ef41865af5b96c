import type { Role } from "../template/template.ts";

/** What the sidecars of each role are for, in the order in which roles are shown. */
export const ROLE_TEXTS: Readonly<Record<Role, string>> = {
  logging: "read what the app writes to files, and send it on",
  monitoring: "make the app's metrics readable for Prometheus",
  proxy: "stand in front of a port of the app",
  mesh: "carry the traffic of the whole pod, in and out",
  config: "bring configuration or secrets to the app, and keep them fresh",
  security: "watch or guard the app",
  ambassador: "give the app a local port for a service elsewhere",
  adapter: "turn what the app puts out into a form that others expect",
};
