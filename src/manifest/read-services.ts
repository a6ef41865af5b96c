import { type Source, sliceText } from "../text/source.ts";
import { splitDocuments } from "./documents.ts";
import { nodeAt, valueOfNode } from "./node-value.ts";
import { type ManifestObject, mayHold, objectsOf } from "./objects.ts";
import type { ServiceView } from "./service.ts";
import { asList, asMap, asString, stringMap } from "./value.ts";

function isService(apiVersion: string, kind: string): boolean {
  return kind === "Service" && apiVersion === "v1";
}

/** Returns the Services of the sources; documents that cannot be read have none. */
export function readServices(sources: readonly Source[]): readonly ServiceView[] {
  return sources.flatMap((source) =>
    splitDocuments(source).documents.flatMap((document) => {
      const text = sliceText(source.text, document.start, document.end);
      if (document.outline === undefined && !mayHold(text, isService)) return [];
      const objects = objectsOf(document);
      return "message" in objects ? [] : objects.flatMap(serviceOf);
    }),
  );
}

function serviceOf(object: ManifestObject): readonly ServiceView[] {
  if (!isService(object.apiVersion, object.kind)) return [];
  const node = nodeAt(object.node, ["spec"]);
  const spec = asMap(node === undefined ? null : valueOfNode(node));
  const ports = asList(spec["ports"]).flatMap((item) => {
    const { port, name, protocol, targetPort } = asMap(item);
    if (typeof port !== "number") return [];
    const named = asString(name);
    const target =
      typeof targetPort === "number" || typeof targetPort === "string" ? targetPort : port;
    return [
      {
        port,
        protocol: asString(protocol) ?? "TCP",
        targetPort: target,
        ...(named === undefined ? {} : { name: named }),
      },
    ];
  });
  const { name, namespace } = object;
  return [{ name, namespace, selector: stringMap(spec["selector"]), ports }];
}
