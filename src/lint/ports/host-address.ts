const WILDCARDS = new Set(["", "0.0.0.0", "::"]);

/** Tells whether two values of `hostIP` have an address in common; without one a port is open on all of them. */
export function addressesOverlap(a: string | undefined, b: string | undefined): boolean {
  const [first, second] = [canonicalAddress(a ?? ""), canonicalAddress(b ?? "")];
  return WILDCARDS.has(first) || WILDCARDS.has(second) || first === second;
}

/** Returns an address in one form: that of IPv6 in full, of IPv4-mapped IPv6 as IPv4. */
function canonicalAddress(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^(?:0*:)*:?0*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = groupsOf(head);
  const right = groupsOf(tail ?? "");
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = tail === undefined ? left : [...left, ...zeros, ...right];
  return groups.every((group) => group === "0") ? "::" : groups.join(":");
}

function groupsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
}

/** Tells whether a text is an IP address of version 4 or 6. */
export function isAddress(text: string): boolean {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (bytes !== null) return bytes.slice(1).every((byte) => Number(byte) < 256);
  return /^[0-9a-f:.]+$/i.test(text) && text.includes(":") && URL.canParse(`http://[${text}]/`);
}

/** Tells whether a host is the loopback interface: `localhost`, 127.0.0.0/8, or `::1`, in brackets or not. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
