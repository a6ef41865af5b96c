import type { Rule } from "../lint/rule.ts";
import appStartsBeforeSidecar from "./app-starts-before-sidecar.ts";
import autoscalerContainerMissing from "./autoscaler-container-missing.ts";
import autoscalerRequestMissing from "./autoscaler-request-missing.ts";
import claimSingleNode from "./claim-single-node.ts";
import containerAnnotationDangling from "./container-annotation-dangling.ts";
import containerImageMissing from "./container-image-missing.ts";
import containerNameDuplicate from "./container-name-duplicate.ts";
import containerNameInvalid from "./container-name-invalid.ts";
import defaultContainerDangling from "./default-container-dangling.ts";
import defaultContainerIsSidecar from "./default-container-is-sidecar.ts";
import emptyDirUnlimited from "./empty-dir-unlimited.ts";
import envDuplicate from "./env-duplicate.ts";
import envReferenceUndefined from "./env-reference-undefined.ts";
import ephemeralContainerInvalid from "./ephemeral-container-invalid.ts";
import fieldRefInvalid from "./field-ref-invalid.ts";
import fileKeyRefInvalid from "./file-key-ref-invalid.ts";
import gracePeriodTooShort from "./grace-period-too-short.ts";
import hostIpWithoutHostPort from "./host-ip-without-host-port.ts";
import hostNetworkPort from "./host-network-port.ts";
import hostNetworkSidecar from "./host-network-sidecar.ts";
import hostPortConflict from "./host-port-conflict.ts";
import hostPortSurge from "./host-port-surge.ts";
import hostProcessMixed from "./host-process-mixed.ts";
import hostUsersConflict from "./host-users-conflict.ts";
import initNeedsClassicSidecar from "./init-needs-classic-sidecar.ts";
import initRestartPolicyInvalid from "./init-restart-policy-invalid.ts";
import jobRestartPolicy from "./job-restart-policy.ts";
import memoryFraction from "./memory-fraction.ts";
import memoryVolumeUnlimited from "./memory-volume-unlimited.ts";
import meshUserCollision from "./mesh-user-collision.ts";
import mountPathDuplicate from "./mount-path-duplicate.ts";
import mountPathHidden from "./mount-path-hidden.ts";
import mountPropagationInvalid from "./mount-propagation-invalid.ts";
import nativeSidecarStartupProbeMissing from "./native-sidecar-startup-probe-missing.ts";
import nativeSidecarStoppedEarly from "./native-sidecar-stopped-early.ts";
import nativeSidecarUnsupported from "./native-sidecar-unsupported.ts";
import osFieldConflict from "./os-field-conflict.ts";
import overheadAboveLimit from "./overhead-above-limit.ts";
import podFailurePolicyContainerMissing from "./pod-failure-policy-container-missing.ts";
import podResourcesExceeded from "./pod-resources-exceeded.ts";
import podSecurity from "./pod-security.ts";
import portConflict from "./port-conflict.ts";
import portConflictUndeclared from "./port-conflict-undeclared.ts";
import portDuplicate from "./port-duplicate.ts";
import portInvalid from "./port-invalid.ts";
import portNameDuplicate from "./port-name-duplicate.ts";
import portNameInvalid from "./port-name-invalid.ts";
import privilegeEscalationContradiction from "./privilege-escalation-contradiction.ts";
import probeInvalid from "./probe-invalid.ts";
import probeOfOtherContainer from "./probe-of-other-container.ts";
import probeOnInitContainer from "./probe-on-init-container.ts";
import probeOnLoopback from "./probe-on-loopback.ts";
import probePortNameUnresolved from "./probe-port-name-unresolved.ts";
import probePortUndeclared from "./probe-port-undeclared.ts";
import proxiesSideBySide from "./proxies-side-by-side.ts";
import qosClassLowered from "./qos-class-lowered.ts";
import quantityInvalid from "./quantity-invalid.ts";
import readOnlyRootWithoutScratch from "./read-only-root-without-scratch.ts";
import requestAboveLimit from "./request-above-limit.ts";
import resizePolicyInvalid from "./resize-policy-invalid.ts";
import resourceClaimUndeclared from "./resource-claim-undeclared.ts";
import resourceFieldContainerMissing from "./resource-field-container-missing.ts";
import restartPolicyOnAppContainer from "./restart-policy-on-app-container.ts";
import runAsNonRootConflict from "./run-as-non-root-conflict.ts";
import scrapePortUndeclared from "./scrape-port-undeclared.ts";
import selectorLabelMismatch from "./selector-label-mismatch.ts";
import serviceAccountTokenMissing from "./service-account-token-missing.ts";
import serviceBypassesProxy from "./service-bypasses-proxy.ts";
import servicePortDuplicate from "./service-port-duplicate.ts";
import serviceTargetPortAmbiguous from "./service-target-port-ambiguous.ts";
import serviceTargetPortMissing from "./service-target-port-missing.ts";
import serviceTargetPortUndeclared from "./service-target-port-undeclared.ts";
import sharedDirectoryReadOnly from "./shared-directory-read-only.ts";
import sharedDirectoryUnshared from "./shared-directory-unshared.ts";
import sharedProcessNamespace from "./shared-process-namespace.ts";
import sharedVolumeOwnerMismatch from "./shared-volume-owner-mismatch.ts";
import sidecarAfterDependentInit from "./sidecar-after-dependent-init.ts";
import sidecarDuplicate from "./sidecar-duplicate.ts";
import sidecarGatesReadiness from "./sidecar-gates-readiness.ts";
import sidecarInOwnPod from "./sidecar-in-own-pod.ts";
import sidecarLargerThanApp from "./sidecar-larger-than-app.ts";
import sidecarOutlivesJob from "./sidecar-outlives-job.ts";
import sidecarRequestsMissing from "./sidecar-requests-missing.ts";
import sidecarWaitsForApp from "./sidecar-waits-for-app.ts";
import stopSignalInvalid from "./stop-signal-invalid.ts";
import subPathInvalid from "./sub-path-invalid.ts";
import subPathNeverUpdates from "./sub-path-never-updates.ts";
import volumeClaimClash from "./volume-claim-clash.ts";
import volumeDeviceInvalid from "./volume-device-invalid.ts";
import volumeMountUndeclared from "./volume-mount-undeclared.ts";
import volumeNameDuplicate from "./volume-name-duplicate.ts";
import volumePathsOverlap from "./volume-paths-overlap.ts";
import volumeSourceInvalid from "./volume-source-invalid.ts";
import volumeUnused from "./volume-unused.ts";
import windowsSidecar from "./windows-sidecar.ts";

/** The rules, in the order of their ids; a new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  appStartsBeforeSidecar,
  autoscalerContainerMissing,
  autoscalerRequestMissing,
  claimSingleNode,
  containerAnnotationDangling,
  containerImageMissing,
  containerNameDuplicate,
  containerNameInvalid,
  defaultContainerDangling,
  defaultContainerIsSidecar,
  emptyDirUnlimited,
  envDuplicate,
  envReferenceUndefined,
  ephemeralContainerInvalid,
  fieldRefInvalid,
  fileKeyRefInvalid,
  gracePeriodTooShort,
  hostIpWithoutHostPort,
  hostNetworkPort,
  hostNetworkSidecar,
  hostPortConflict,
  hostPortSurge,
  hostProcessMixed,
  hostUsersConflict,
  initNeedsClassicSidecar,
  initRestartPolicyInvalid,
  jobRestartPolicy,
  memoryFraction,
  memoryVolumeUnlimited,
  meshUserCollision,
  mountPathDuplicate,
  mountPathHidden,
  mountPropagationInvalid,
  nativeSidecarStartupProbeMissing,
  nativeSidecarStoppedEarly,
  nativeSidecarUnsupported,
  osFieldConflict,
  overheadAboveLimit,
  podFailurePolicyContainerMissing,
  podResourcesExceeded,
  podSecurity,
  portConflict,
  portConflictUndeclared,
  portDuplicate,
  portInvalid,
  portNameDuplicate,
  portNameInvalid,
  privilegeEscalationContradiction,
  probeInvalid,
  probeOfOtherContainer,
  probeOnInitContainer,
  probeOnLoopback,
  probePortNameUnresolved,
  probePortUndeclared,
  proxiesSideBySide,
  qosClassLowered,
  quantityInvalid,
  readOnlyRootWithoutScratch,
  requestAboveLimit,
  resizePolicyInvalid,
  resourceClaimUndeclared,
  resourceFieldContainerMissing,
  restartPolicyOnAppContainer,
  runAsNonRootConflict,
  scrapePortUndeclared,
  selectorLabelMismatch,
  serviceAccountTokenMissing,
  serviceBypassesProxy,
  servicePortDuplicate,
  serviceTargetPortAmbiguous,
  serviceTargetPortMissing,
  serviceTargetPortUndeclared,
  sharedDirectoryReadOnly,
  sharedDirectoryUnshared,
  sharedProcessNamespace,
  sharedVolumeOwnerMismatch,
  sidecarAfterDependentInit,
  sidecarDuplicate,
  sidecarGatesReadiness,
  sidecarInOwnPod,
  sidecarLargerThanApp,
  sidecarOutlivesJob,
  sidecarRequestsMissing,
  sidecarWaitsForApp,
  stopSignalInvalid,
  subPathInvalid,
  subPathNeverUpdates,
  volumeClaimClash,
  volumeDeviceInvalid,
  volumeMountUndeclared,
  volumeNameDuplicate,
  volumePathsOverlap,
  volumeSourceInvalid,
  volumeUnused,
  windowsSidecar,
];
