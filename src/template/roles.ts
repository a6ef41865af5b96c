/** What a sidecar is for. */
export type Role = keyof typeof ROLES;

/** What sidecars are for, each role with what such a sidecar does. */
export const ROLES = {
  logging: "ships what the app logs",
  monitoring: "exposes metrics of the app",
  proxy: "stands in front of a port of the app",
  mesh: "takes over the traffic of the whole pod",
  config: "brings the app its configuration, and keeps it up to date",
  security: "brings the app credentials, or guards it",
  adapter: "gives what the app offers another form",
  ambassador: "opens a remote service to the app on a local port",
} as const;
