import type { Rule } from "../lint/rule.ts";
import containerNameDuplicate from "./container-name-duplicate.ts";
import envDuplicate from "./env-duplicate.ts";
import hostNetworkPort from "./host-network-port.ts";
import hostNetworkSidecar from "./host-network-sidecar.ts";
import hostPortConflict from "./host-port-conflict.ts";
import mountPathDuplicate from "./mount-path-duplicate.ts";
import mountPathHidden from "./mount-path-hidden.ts";
import portConflict from "./port-conflict.ts";
import portDuplicate from "./port-duplicate.ts";
import portNameDuplicate from "./port-name-duplicate.ts";
import restartPolicyOnAppContainer from "./restart-policy-on-app-container.ts";
import serviceBypassesProxy from "./service-bypasses-proxy.ts";
import sharedDirectoryReadOnly from "./shared-directory-read-only.ts";
import sharedDirectoryUnshared from "./shared-directory-unshared.ts";
import sidecarOutlivesJob from "./sidecar-outlives-job.ts";
import volumeMountUndeclared from "./volume-mount-undeclared.ts";
import volumeNameDuplicate from "./volume-name-duplicate.ts";

/** The rules, in the order of their ids; a new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  containerNameDuplicate,
  envDuplicate,
  hostNetworkPort,
  hostNetworkSidecar,
  hostPortConflict,
  mountPathDuplicate,
  mountPathHidden,
  portConflict,
  portDuplicate,
  portNameDuplicate,
  restartPolicyOnAppContainer,
  serviceBypassesProxy,
  sharedDirectoryReadOnly,
  sharedDirectoryUnshared,
  sidecarOutlivesJob,
  volumeMountUndeclared,
  volumeNameDuplicate,
];
