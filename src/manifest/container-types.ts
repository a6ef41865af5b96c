import type { ApiType } from "./api-type.ts";

/**
 * The types of core/v1 that containers are made of.
 * Sources, at v1.37.2: zeros from https://github.com/kubernetes/api/blob/master/core/v1/types.go, defaults from
 * `defaults.go` and `zz_generated.defaults.go` of https://github.com/kubernetes/kubernetes/tree/master/pkg/apis/core/v1
 */
export const CONTAINER_TYPES: Readonly<Record<string, ApiType>> = {
  Container: {
    zeros: [
      ...["name", "image", "workingDir", "terminationMessagePath", "terminationMessagePolicy"],
      ...["imagePullPolicy", "stdin", "stdinOnce", "tty", "resources"],
    ],
    defaults: {
      terminationMessagePath: "/dev/termination-log",
      terminationMessagePolicy: "File",
    },
    fields: {
      ports: "ContainerPort",
      envFrom: "EnvFromSource",
      env: "EnvVar",
      resources: "ResourceRequirements",
      resizePolicy: "ContainerResizePolicy",
      restartPolicyRules: "ContainerRestartRule",
      volumeMounts: "VolumeMount",
      volumeDevices: "VolumeDevice",
      livenessProbe: "Probe",
      readinessProbe: "Probe",
      startupProbe: "Probe",
      lifecycle: "Lifecycle",
      securityContext: "SecurityContext",
    },
  },
  /** On the network of its host a Pod gets `hostPort` as well. It stays: elsewhere somebody has opened a port. */
  ContainerPort: {
    zeros: ["name", "hostPort", "containerPort", "protocol", "hostIP"],
    defaults: { protocol: "TCP" },
  },
  EnvFromSource: {
    zeros: ["prefix"],
    fields: { configMapRef: "NamedSource", secretRef: "NamedSource" },
  },
  EnvVar: { zeros: ["name", "value"], fields: { valueFrom: "EnvVarSource" } },
  EnvVarSource: {
    fields: {
      fieldRef: "ObjectFieldSelector",
      resourceFieldRef: "ResourceFieldSelector",
      configMapKeyRef: "KeySelector",
      secretKeyRef: "KeySelector",
      fileKeyRef: "FileKeySelector",
    },
  },
  ObjectFieldSelector: {
    zeros: ["apiVersion", "fieldPath"],
    defaults: { apiVersion: "v1" },
  },
  ResourceFieldSelector: {
    zeros: ["containerName", "resource"],
    defaults: { divisor: "0n" },
    quantities: ["divisor"],
  },
  KeySelector: { zeros: ["name", "key"] },
  FileKeySelector: { zeros: ["volumeName", "path", "key"], defaults: { optional: false } },
  ResourceRequirements: {
    zeros: ["limits", "requests"],
    fields: { claims: "ResourceClaim", limits: "ResourceList", requests: "ResourceList" },
  },
  ResourceClaim: { zeros: ["name", "request"] },
  ContainerResizePolicy: { zeros: ["resourceName", "restartPolicy"] },
  ContainerRestartRule: {
    zeros: ["action"],
    fields: { exitCodes: "ContainerRestartRuleOnExitCodes" },
  },
  ContainerRestartRuleOnExitCodes: { zeros: ["operator"] },
  VolumeMount: { zeros: ["name", "readOnly", "mountPath", "subPath", "subPathExpr"] },
  VolumeDevice: { zeros: ["name", "devicePath"] },
  Probe: {
    zeros: [
      ...["initialDelaySeconds", "timeoutSeconds", "periodSeconds"],
      ...["successThreshold", "failureThreshold"],
    ],
    defaults: { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
    fields: { httpGet: "HTTPGetAction", tcpSocket: "TCPSocketAction", grpc: "GRPCAction" },
  },
  /** `protocol` is filled in for Pods alone, and not for templates of workloads. */
  HTTPGetAction: {
    zeros: ["path", "host", "scheme"],
    defaults: { path: "/", scheme: "HTTP", port: 0, protocol: "HTTP1" },
    fields: { httpHeaders: "HTTPHeader" },
  },
  HTTPHeader: { zeros: ["name", "value"] },
  TCPSocketAction: { zeros: ["host"], defaults: { port: 0 } },
  GRPCAction: { zeros: ["port"], defaults: { service: "" } },
  Lifecycle: { fields: { postStart: "LifecycleHandler", preStop: "LifecycleHandler" } },
  LifecycleHandler: {
    fields: { httpGet: "HTTPGetAction", tcpSocket: "TCPSocketAction", sleep: "SleepAction" },
  },
  SleepAction: { zeros: ["seconds"] },
  SecurityContext: {
    fields: {
      seLinuxOptions: "SELinuxOptions",
      seccompProfile: "Profile",
      appArmorProfile: "Profile",
    },
  },
  SELinuxOptions: { zeros: ["user", "role", "type", "level"] },
  Profile: { zeros: ["type"] },
  Sysctl: { zeros: ["name", "value"] },
  HostAlias: { zeros: ["ip"] },
};
