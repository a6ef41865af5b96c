import type { Role } from "../../template/roles.ts";
import type { DefaultPort } from "./default-port.ts";

/** A program that runs as a sidecar, and what it does without saying so in the manifest. */
export interface KnownProgram {
  /** What people call it, e.g. `Fluent Bit`. */
  readonly name: string;
  readonly role: Role;
  /** Ends of image repositories, e.g. `istio/proxyv2`. */
  readonly images: readonly string[];
  /** Names that the program's injector gives to its container. */
  readonly containers?: readonly string[];
  /** A label or annotation that makes an admission webhook add the program to the pod later. */
  readonly requestedBy?: Readonly<Record<string, readonly string[]>>;
  /** Ports that it listens on, declared or not. */
  readonly ports: readonly DefaultPort[];
  /** The user whose traffic its redirection leaves alone. */
  readonly bypassUser?: number;
  /** The image runs as root where the manifest sets no user. */
  readonly isRoot?: true;
  /** It cannot do its work without the API server, and logs in with the service account's token. */
  readonly callsApi?: true;
  /** There are no images of it for Windows. */
  readonly isLinuxOnly?: true;
}
