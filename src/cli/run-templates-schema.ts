import type { Io } from "../io/io.ts";
import { print } from "../io/print.ts";
import { encodeText } from "../text/source.ts";
import { schemaText } from "./schema-file.ts";

/** Prints the JSON Schema of templates. */
export function printSchema(io: Io): void {
  print(io, encodeText(schemaText()));
}
