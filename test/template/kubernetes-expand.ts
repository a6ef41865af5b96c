// Expand of third_party/forked/golang/expansion in Kubernetes, byte for byte: what a kubelet makes of `$(VAR)`.

const [DOLLAR, OPEN, CLOSE] = [0x24, 0x28, 0x29];

/** Returns what a container gets for a text of command, args or env; unknown variables stay as they are. */
export function expand(text: string, variables: Readonly<Record<string, string>> = {}): string {
  const input = Buffer.from(text);
  const out: Buffer[] = [];
  let checkpoint = 0;
  for (let cursor = 0; cursor < input.length; cursor++) {
    if (input[cursor] !== DOLLAR || cursor + 1 >= input.length) continue;
    out.push(input.subarray(checkpoint, cursor));
    const { read, isVariable, advance } = readName(input.subarray(cursor + 1));
    const name = read.toString();
    if (isVariable) out.push(Buffer.from(variables[name] ?? `$(${name})`));
    else out.push(read);
    cursor += advance;
    checkpoint = cursor + 1;
  }
  out.push(input.subarray(checkpoint));
  return Buffer.concat(out).toString();
}

function readName(input: Buffer): { read: Buffer; isVariable: boolean; advance: number } {
  const first = input[0] ?? 0;
  if (first === DOLLAR) return { read: Buffer.from("$"), isVariable: false, advance: 1 };
  if (first === OPEN) {
    const close = input.indexOf(CLOSE);
    if (close > 0) return { read: input.subarray(1, close), isVariable: true, advance: close + 1 };
    return { read: Buffer.from("$("), isVariable: false, advance: 1 };
  }
  // `string(input[0])` of Go: the byte as a code point.
  return { read: Buffer.from(`$${String.fromCodePoint(first)}`), isVariable: false, advance: 1 };
}
