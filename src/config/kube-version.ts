import { UserError } from "../text/user-error.ts";

/** The newest minor version of Kubernetes 1.x that the program knows. */
export const NEWEST_KUBERNETES = 36;

/** How a version is written; its group is the minor version. */
export const KUBE_VERSION: RegExp = /^v?1\.(\d{1,3})(?:[.+-].*)?$/;

/** Returns the minor version that `--kube-version` means; throws a `UserError` for what is no version of 1.x. */
export function kubeMinorOf(version: string | undefined): number {
  if (version === undefined) return NEWEST_KUBERNETES;
  const minor = KUBE_VERSION.exec(version)?.[1];
  if (minor !== undefined) return Number(minor);
  throw new UserError(
    `--kube-version ${version}: write it as 1.MINOR, e.g. 1.${NEWEST_KUBERNETES}`,
  );
}
