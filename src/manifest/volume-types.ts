import type { ApiType } from "./api-type.ts";

/** The types of core/v1 that volumes are made of; the sources are those of `CONTAINER_TYPES`. */
export const VOLUME_TYPES: Readonly<Record<string, ApiType>> = {
  Volume: {
    zeros: ["name"],
    fields: {
      hostPath: "HostPathVolumeSource",
      emptyDir: "EmptyDirVolumeSource",
      gcePersistentDisk: "DiskVolumeSource",
      awsElasticBlockStore: "DiskVolumeSource",
      gitRepo: "GitRepoVolumeSource",
      secret: "SecretVolumeSource",
      nfs: "NFSVolumeSource",
      iscsi: "ISCSIVolumeSource",
      glusterfs: "GlusterfsVolumeSource",
      persistentVolumeClaim: "PersistentVolumeClaimVolumeSource",
      rbd: "RBDVolumeSource",
      flexVolume: "FlexVolumeSource",
      cinder: "DiskVolumeSource",
      cephfs: "CephFSVolumeSource",
      flocker: "FlockerVolumeSource",
      downwardAPI: "DownwardAPIVolumeSource",
      fc: "DiskVolumeSource",
      azureFile: "AzureFileVolumeSource",
      configMap: "ConfigMapVolumeSource",
      vsphereVolume: "VsphereVirtualDiskVolumeSource",
      quobyte: "QuobyteVolumeSource",
      azureDisk: "AzureDiskVolumeSource",
      photonPersistentDisk: "PhotonPersistentDiskVolumeSource",
      projected: "ProjectedVolumeSource",
      portworxVolume: "DiskVolumeSource",
      scaleIO: "ScaleIOVolumeSource",
      storageos: "StorageOSVolumeSource",
      csi: "CSIVolumeSource",
      ephemeral: "EphemeralVolumeSource",
      image: "ImageVolumeSource",
    },
  },
  HostPathVolumeSource: { zeros: ["path"], defaults: { type: "" } },
  EmptyDirVolumeSource: { zeros: ["medium"], quantities: ["sizeLimit"] },
  /** The sources of disks have no field of the same name with another meaning. */
  DiskVolumeSource: {
    zeros: ["pdName", "volumeID", "fsType", "partition", "readOnly"],
    fields: { secretRef: "NamedSource" },
  },
  GitRepoVolumeSource: { zeros: ["repository", "revision", "directory"] },
  SecretVolumeSource: {
    zeros: ["secretName"],
    defaults: { defaultMode: 0o644 },
    fields: { items: "KeyToPath" },
  },
  KeyToPath: { zeros: ["key", "path"] },
  NFSVolumeSource: { zeros: ["server", "path", "readOnly"] },
  ISCSIVolumeSource: {
    zeros: [
      ...["targetPortal", "iqn", "lun", "iscsiInterface", "fsType", "readOnly"],
      ...["chapAuthDiscovery", "chapAuthSession"],
    ],
    defaults: { iscsiInterface: "default" },
    fields: { secretRef: "NamedSource" },
  },
  NamedSource: { zeros: ["name"] },
  GlusterfsVolumeSource: { zeros: ["endpoints", "path", "readOnly"] },
  PersistentVolumeClaimVolumeSource: { zeros: ["claimName", "readOnly"] },
  RBDVolumeSource: {
    zeros: ["image", "fsType", "pool", "user", "keyring", "readOnly"],
    defaults: { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" },
    fields: { secretRef: "NamedSource" },
  },
  FlexVolumeSource: {
    zeros: ["driver", "fsType", "readOnly", "options"],
    fields: { secretRef: "NamedSource" },
  },
  CephFSVolumeSource: {
    zeros: ["path", "user", "secretFile", "readOnly"],
    fields: { secretRef: "NamedSource" },
  },
  FlockerVolumeSource: { zeros: ["datasetName", "datasetUUID"] },
  DownwardAPIVolumeSource: {
    defaults: { defaultMode: 0o644 },
    fields: { items: "DownwardAPIVolumeFile" },
  },
  DownwardAPIVolumeFile: {
    zeros: ["path"],
    fields: { fieldRef: "ObjectFieldSelector", resourceFieldRef: "ResourceFieldSelector" },
  },
  AzureFileVolumeSource: { zeros: ["secretName", "shareName", "readOnly"] },
  ConfigMapVolumeSource: {
    zeros: ["name"],
    defaults: { defaultMode: 0o644 },
    fields: { items: "KeyToPath" },
  },
  VsphereVirtualDiskVolumeSource: {
    zeros: ["volumePath", "fsType", "storagePolicyName", "storagePolicyID"],
  },
  QuobyteVolumeSource: { zeros: ["registry", "volume", "readOnly", "user", "group", "tenant"] },
  AzureDiskVolumeSource: {
    zeros: ["diskName", "diskURI"],
    defaults: { cachingMode: "ReadWrite", fsType: "ext4", readOnly: false, kind: "Shared" },
  },
  PhotonPersistentDiskVolumeSource: { zeros: ["pdID", "fsType"] },
  ProjectedVolumeSource: {
    defaults: { defaultMode: 0o644 },
    fields: { sources: "VolumeProjection" },
  },
  VolumeProjection: {
    fields: {
      secret: "NamedProjection",
      downwardAPI: "DownwardAPIProjection",
      configMap: "NamedProjection",
      serviceAccountToken: "ServiceAccountTokenProjection",
      clusterTrustBundle: "ClusterTrustBundleProjection",
      podCertificate: "PodCertificateProjection",
    },
  },
  NamedProjection: { zeros: ["name"], fields: { items: "KeyToPath" } },
  DownwardAPIProjection: { fields: { items: "DownwardAPIVolumeFile" } },
  ServiceAccountTokenProjection: {
    zeros: ["audience", "path"],
    defaults: { expirationSeconds: 3600 },
  },
  ClusterTrustBundleProjection: { zeros: ["path"], fields: { labelSelector: "LabelSelector" } },
  LabelSelector: {
    zeros: ["matchLabels"],
    fields: { matchExpressions: "LabelSelectorRequirement" },
  },
  LabelSelectorRequirement: { zeros: ["key", "operator"] },
  PodCertificateProjection: {
    zeros: [
      ...["signerName", "keyType", "credentialBundlePath", "keyPath", "certificateChainPath"],
      "userAnnotations",
    ],
  },
  ScaleIOVolumeSource: {
    zeros: [
      ...["gateway", "system", "sslEnabled", "protectionDomain", "storagePool", "storageMode"],
      ...["volumeName", "fsType", "readOnly"],
    ],
    defaults: { storageMode: "ThinProvisioned", fsType: "xfs" },
    fields: { secretRef: "NamedSource" },
  },
  StorageOSVolumeSource: {
    zeros: ["volumeName", "volumeNamespace", "fsType", "readOnly"],
    fields: { secretRef: "NamedSource" },
  },
  CSIVolumeSource: {
    zeros: ["driver", "volumeAttributes"],
    fields: { nodePublishSecretRef: "NamedSource" },
  },
  EphemeralVolumeSource: { fields: { volumeClaimTemplate: "PersistentVolumeClaimTemplate" } },
  PersistentVolumeClaimTemplate: {
    zeros: ["metadata", "spec"],
    fields: { metadata: "ObjectMeta", spec: "PersistentVolumeClaimSpec" },
  },
  ObjectMeta: {
    zeros: [
      ...["name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation"],
      ...["labels", "annotations"],
    ],
    fields: { ownerReferences: "OwnerReference" },
  },
  OwnerReference: { zeros: ["apiVersion", "kind", "name", "uid"] },
  PersistentVolumeClaimSpec: {
    zeros: ["volumeName", "resources"],
    defaults: { volumeMode: "Filesystem" },
    fields: {
      selector: "LabelSelector",
      resources: "VolumeResourceRequirements",
      dataSource: "TypedReference",
      dataSourceRef: "TypedReference",
    },
  },
  VolumeResourceRequirements: {
    zeros: ["limits", "requests"],
    fields: { limits: "ResourceList", requests: "ResourceList" },
  },
  TypedReference: { zeros: ["kind", "name"] },
  ImageVolumeSource: { zeros: ["reference", "pullPolicy"] },
};
