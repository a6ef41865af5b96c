declare const KUBE_SIDECAR_VERSION: string | undefined;

/** The version in package.json, which the build puts in; `development` where the sources run as they are. */
export const VERSION: string =
  typeof KUBE_SIDECAR_VERSION === "string" ? KUBE_SIDECAR_VERSION : "development";
