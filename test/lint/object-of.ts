import { type InputObject, inputReader } from "../../src/manifest/input-object.ts";
import { encodeText } from "../../src/text/source.ts";

/** Returns the only object of a manifest. */
export function objectOf(text: string): InputObject {
  const source = { path: "manifest.yaml", text: encodeText(text) };
  const [object] = inputReader([source])(() => true);
  if (object === undefined) throw new Error(`no object in ${text}`);
  return object;
}
