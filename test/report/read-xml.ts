/** An element of XML. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
const decode = (text: string) =>
  text.replace(/&(\w+);/g, (_, name) => {
    const character = ENTITIES[name];
    if (character === undefined) throw new Error(`unknown entity ${name}`);
    return character;
  });

/** Reads the part of XML that a report may use, and throws for anything that is not well-formed. */
export function readXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  for (const [token, close, name, attributes = "", empty, text] of body.matchAll(
    /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)|</g,
  )) {
    const current = open.at(-1);
    if (current === undefined || token === "<") throw new Error(`not well-formed: ${token}`);
    if (text !== undefined) current.text += decode(text);
    else if (close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)];
      const element: Element = {
        name: name ?? "",
        attributes: Object.fromEntries(pairs.map(([, key, value = ""]) => [key, decode(value)])),
        children: [],
        text: "",
      };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [only] = root.children;
  if (only === undefined || open.length !== 1) throw new Error("something is left open");
  return only;
}
