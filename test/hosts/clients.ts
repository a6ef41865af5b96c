import { spawnSync } from "node:child_process";

interface Client {
  /** The names that it may have on PATH, the surest first. */
  readonly names: readonly string[];
  readonly versionArgs: readonly string[];
  readonly version: RegExp;
}

const CLIENTS = {
  kubectl: { names: ["kubectl"], versionArgs: ["version", "--client"], version: /v1\.\d+/ },
  kustomize: { names: ["kustomize"], versionArgs: ["version"], version: /v[45]\./ },
  helm3: { names: ["helm3", "helm"], versionArgs: ["version", "--short"], version: /^v3\./ },
  go: {
    names: ["go"],
    versionArgs: ["version"],
    version: /go1\.(?:2[6-9]|[3-9]\d)/,
  },
  helm4: { names: ["helm4", "helm"], versionArgs: ["version", "--short"], version: /^v4\./ },
} as const satisfies Record<string, Client>;

/** The real programs that tests run. */
export type ClientName = keyof typeof CLIENTS;

/** The names of all of them. */
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly ClientName[];

/**
 * Returns the command that runs a client, such as `helm` for `helm3`; undefined where it is not on PATH.
 * Where tests must not be skipped, in CI, it throws instead.
 */
export function findClient(client: ClientName): string | undefined {
  const { names, versionArgs, version }: Client = CLIENTS[client];
  const found = names.find((name) => {
    const { status, stdout } = spawnSync(name, versionArgs, { encoding: "utf8" });
    return status === 0 && version.test(stdout);
  });
  if (found === undefined && process.env["CI"] !== undefined) {
    throw new Error(
      `the tests need ${client}: put it on PATH (.ci/get-programs.mjs gets all but go)`,
    );
  }
  return found;
}
