/** A port that a program listens on where nothing tells it otherwise. */
export interface DefaultPort {
  readonly port: number;
  /** TCP where not given. */
  readonly protocol?: "UDP";
  /** Set where it listens for its own pod alone. */
  readonly host?: "loopback";
  /**
   * What moves or closes the port when it is there: flags (`--web.listen-address`), variables, annotations of the pod, and
   * directories of the configuration (`/etc/otelcol`, which stands for all that begin so) when something is mounted there.
   */
  readonly movedBy?: readonly string[];
  /** What of the same kinds opens it, any one of them; an empty list where a manifest does not tell. */
  readonly openedBy?: readonly string[];
  /** The first release (major and minor) that opens it. */
  readonly since?: readonly [number, number];
}

/** Returns ports that nothing moves. */
export function fixed(...ports: readonly number[]): readonly DefaultPort[] {
  return ports.map((port) => ({ port }));
}

/** Returns ports that the program may listen on or not, for reasons that are not in the manifest. */
export function unsure(...ports: readonly number[]): readonly DefaultPort[] {
  return ports.map((port) => ({ port, openedBy: [] }));
}
