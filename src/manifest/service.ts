/** A Service of the input, as far as the checks need it. */
export interface ServiceView {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly protocol: string;
    /** The number or name of a port of the pod; the Service's own port where it is not given. */
    readonly targetPort: number | string;
  }[];
}
