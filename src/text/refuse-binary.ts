import { UserError } from "./user-error.ts";

/** What files that are no text start with. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x1f, 0x8b], what: "a gzip archive" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "a zip archive" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "a zstd archive" },
  { bytes: [0x42, 0x5a, 0x68], what: "a bzip2 archive" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "a program" },
];

/** Throws a `UserError` for bytes that are not text with one byte per ASCII character, such as UTF-16. */
export function refuseBinary(name: string, bytes: Uint8Array): void {
  if (isUtf16(bytes)) {
    throw new UserError(
      `${name} is UTF-16; Kubernetes manifests are UTF-8. ` +
        "Convert it first: iconv -f UTF-16 -t UTF-8 OLD > NEW",
    );
  }
  const signature = SIGNATURES.find((known) => known.bytes.every((byte, i) => bytes[i] === byte));
  if (signature !== undefined) throw new UserError(`${name} is ${signature.what}, not a manifest`);
  const at = bytes.indexOf(0);
  if (at !== -1) {
    throw new UserError(`${name} is not text: it holds a NUL byte (at offset ${at})`);
  }
}

/** Every manifest starts with ASCII, so without a byte order mark one of the first two bytes is 0. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  const mark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return mark || ((first === 0) !== (second === 0) && bytes.length % 2 === 0);
}
