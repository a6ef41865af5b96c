import type { InjectedTemplate, Marker } from "../manifest/marker.ts";
import { formatKeyedPath } from "./keyed-path.ts";
import type { Rename } from "./renamed-containers.ts";

/** Returns the marker with the names that the containers have now. */
export function followRenames(marker: Marker, renames: readonly Rename[]): Marker {
  if (renames.length === 0) return marker;
  const follow = (path: string) => renames.reduce(followed, path);
  const followKeys = <T>(map: ReadonlyMap<string, T>) =>
    new Map([...map].map(([path, value]) => [follow(path), value]));
  const templates = [...marker.templates].map(([name, one]): [string, InjectedTemplate] => [
    name,
    { ...one, added: followKeys(one.added) },
  ]);
  return {
    templates: new Map(templates),
    created: marker.created.map(follow),
    replaced: followKeys(marker.replaced),
    awaited: marker.awaited.map(follow),
  };
}

function followed(path: string, { list, from, to }: Rename): string {
  const before = formatKeyedPath(["spec", list, { item: from }]);
  if (!path.startsWith(`${before}.`)) return path;
  return formatKeyedPath(["spec", list, { item: to }]) + path.slice(before.length);
}
