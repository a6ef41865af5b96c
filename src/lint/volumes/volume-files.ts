import type { FieldPath } from "../../manifest/field-path.ts";
import type { Volume } from "../../manifest/pod.ts";
import { asList, asMap, asString, type Value } from "../../manifest/value.ts";

/** A file that a volume is said to have. */
export interface VolumeFile {
  /** The path of the field that names it. */
  readonly at: FieldPath;
  /** Its path in the volume, as written, without slashes at the end. */
  readonly path: string;
}

/** Returns the files that the items and sources of a volume name; those of a ConfigMap or Secret as a whole are not known. */
export function volumeFiles({ at, source }: Volume): readonly VolumeFile[] {
  const sources = asList(asMap(source["projected"])["sources"]);
  return [
    ...itemsOf(source, at),
    ...sources.flatMap((one, index) => {
      const place = [...at, "projected", "sources", index];
      return [...itemsOf(one, place), ...tokensOf(one, place)];
    }),
  ];
}

function itemsOf(source: Value, at: FieldPath): readonly VolumeFile[] {
  return ["configMap", "secret", "downwardAPI"].flatMap((kind) =>
    asList(asMap(asMap(source)[kind])["items"]).flatMap((item, index) =>
      fileAt(asMap(item)["path"], [...at, kind, "items", index, "path"]),
    ),
  );
}

// https://kubernetes.io/docs/concepts/storage/projected-volumes/
const TOKEN_PATHS = [
  ["serviceAccountToken", "path"],
  ["clusterTrustBundle", "path"],
  ["podCertificate", "credentialBundlePath"],
  ["podCertificate", "keyPath"],
  ["podCertificate", "certificateChainPath"],
] as const;

function tokensOf(source: Value, at: FieldPath): readonly VolumeFile[] {
  return TOKEN_PATHS.flatMap(([kind, field]) =>
    fileAt(asMap(asMap(source)[kind])[field], [...at, kind, field]),
  );
}

function fileAt(value: Value | undefined, at: FieldPath): readonly VolumeFile[] {
  const path = (asString(value) ?? "").replace(/(?<!\/)\/+$/, "");
  return path === "" ? [] : [{ at, path }];
}
