import { isUtf8 } from "node:buffer";
import { isLongRun } from "../try-property.ts";

/** Another form of one manifest. */
export interface Variant {
  readonly name: string;
  /** Returns the manifest in that form; undefined where it has it already, or cannot have it. */
  readonly of: (manifest: Buffer) => Buffer | undefined;
}

const BOM = Buffer.from("\ufeff");

/** The forms in which everything has to hold that holds for a manifest as it stands. */
const VARIANTS: readonly Variant[] = [
  { name: "with CRLF", of: withCrlf },
  { name: "without its final newline", of: withoutFinalNewline },
  { name: "with a byte order mark", of: withBom },
  { name: "between two other documents", of: betweenOthers },
];

/** A manifest in another form. */
export interface InForm extends Variant {
  readonly input: Buffer;
}

/** Returns a manifest in the forms that it can have: all of them in long runs, else one, which its name chooses. */
export function variantsToTry(name: string, manifest: Buffer): readonly InForm[] {
  const all = VARIANTS.flatMap((variant): readonly InForm[] => {
    const input = variant.of(manifest);
    return input === undefined ? [] : [{ ...variant, input }];
  });
  const sum = [...Buffer.from(name)].reduce((total, byte) => total + byte, 0);
  return isLongRun ? all : all.filter((_, index) => index === sum % all.length);
}

function withCrlf(manifest: Buffer): Buffer | undefined {
  const text = manifest.toString("latin1");
  return text.includes("\r") || !text.includes("\n")
    ? undefined
    : Buffer.from(text.replaceAll("\n", "\r\n"), "latin1");
}

/** Where a `|+` or `|` ends the manifest, its newline is part of the value. */
function withoutFinalNewline(manifest: Buffer): Buffer | undefined {
  const text = manifest.toString("latin1");
  return /[^\s]\n$/.test(text) ? manifest.subarray(0, -1) : undefined;
}

/** A mark says that the text is UTF-8, so what is not cannot have one. */
function withBom(manifest: Buffer): Buffer | undefined {
  const hasBom = manifest.subarray(0, 3).equals(BOM);
  return hasBom || !isUtf8(manifest) ? undefined : Buffer.concat([BOM, manifest]);
}

function betweenOthers(manifest: Buffer): Buffer | undefined {
  const text = manifest.toString("latin1");
  if (!text.endsWith("\n") || text.startsWith("\xef\xbb\xbf") || text.startsWith("%"))
    return undefined;
  // JSON values with nothing between them are for kubectl a stream of their own.
  if (/^\s*\{/.test(text) && /\}\s*\{/.test(text)) return undefined;
  return Buffer.from(`${BEFORE}---\n${text}---\n${AFTER}`, "latin1");
}

// It opts out, for some templates do not fit every pod.
const BEFORE = `# A pod that is read and stays as it is.
apiVersion: v1
kind: Pod
metadata:
  name: before
  annotations: {kube-sidecar.dev/inject: "false"}
spec:
  containers:
  - name: before
    image: before:1
    ports:
    - containerPort: 80
`;

const AFTER = `apiVersion: v1
kind: ConfigMap
metadata: {name: after}   # not a pod
`;
