// What is added where its name is taken, found without knowing how the program finds it.

interface Item {
  readonly list: string;
  readonly text: string;
  readonly name: string;
}

// Lists that share their names have one letter.
const NAMES: Readonly<Record<string, readonly [group: string, field: string]>> = {
  containers: ["container", "name"],
  initContainers: ["container", "name"],
  ephemeralContainers: ["container", "name"],
  volumes: ["volume", "name"],
  env: ["variable", "name"],
  volumeMounts: ["mount", "mountPath"],
  volumeDevices: ["mount", "devicePath"],
  imagePullSecrets: ["secret", "name"],
  hostAliases: ["alias", "ip"],
};

/** Returns the names of items that are not in `before` and share their name with another item of `after`. */
export function addedTwins(before: unknown, after: unknown): readonly string[] {
  const known = new Set(itemsIn(before, "").map(({ list, text }) => list + text));
  const items = itemsIn(after, "");
  return items
    .filter((item) => !known.has(item.list + item.text))
    .filter(({ list, name, text }) =>
      items.some(
        (other) =>
          other.list === list &&
          other.name === name &&
          known.has(other.list + other.text) &&
          other.text !== text,
      ),
    )
    .map(({ list, name }) => `${list} ${name}`);
}

function itemsIn(value: unknown, place: string): readonly Item[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const known = NAMES[key];
    if (known === undefined || !Array.isArray(field)) return itemsIn(field, `${place}/${key}`);
    const [group, nameField] = known;
    return field.flatMap((item: unknown) => {
      const name = (item as Readonly<Record<string, unknown>> | null)?.[nameField];
      const plain = group === "mount" ? String(name).replace(/\/+$/, "") : String(name);
      const inner = itemsIn(item, `${place}/${group}[${plain}]`);
      return [{ list: `${place}/${group}`, text: bareText(item), name: plain }, ...inner];
    });
  });
}

/** A container into which something is put is still the same. */
function bareText(item: unknown): string {
  const map = (item ?? {}) as Readonly<Record<string, unknown>>;
  return "image" in map ? JSON.stringify([map["name"], map["image"]]) : JSON.stringify(item);
}
