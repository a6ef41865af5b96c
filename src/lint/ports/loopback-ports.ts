/** Returns the ports of the pod's loopback interface that a script names, as `localhost:80`, `localhost 80` or `/dev/tcp/localhost/80`. */
export function loopbackPortsIn(script: string): readonly number[] {
  const found = script.matchAll(
    /(?<![\w.-])(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|\s+)(\d{2,5})(?![\w.])/g,
  );
  return [...new Set([...found].map(([, port]) => Number(port)))];
}
