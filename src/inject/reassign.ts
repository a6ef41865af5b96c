import type { RuleProblem } from "../lint/check.ts";
import { freePorts, usedPorts } from "../lint/ports/free-port.ts";
import type { Pod } from "../manifest/pod.ts";
import { isError } from "../manifest/schema-fault.ts";
import { isMap, type Value } from "../manifest/value.ts";
import { valueAtPath } from "../manifest/value-at-path.ts";
import type { AssignedValue, Sidecar } from "../template/template.ts";
import type { AssignedPorts } from "./sidecars.ts";

const PORT_RULES: ReadonlySet<string> = new Set([
  "port-conflict",
  "port-duplicate",
  "host-port-conflict",
  "host-network-port",
]);

/** A port of a sidecar that is moved out of a conflict's way. */
export interface PortMove {
  readonly template: string;
  readonly param: string;
  readonly from: number;
  readonly to: number;
}

/** What a conflict of ports is about. */
export interface PortConflicts {
  /** The pod with the sidecars in it. */
  readonly pod: Pod;
  readonly sidecars: readonly Sidecar[];
  readonly problems: readonly RuleProblem[];
  readonly assigned: readonly AssignedValue[];
  readonly ports: AssignedPorts;
}

/**
 * Returns how ports of sidecars move to the next ones that nobody in the pod declares, probes or is known to use.
 * Of two sidecars that want one port the later one moves; ports that users have set stay, and those whose parameter may
 * have no other that is free.
 */
export function movePorts(conflicts: PortConflicts): readonly PortMove[] {
  const { pod, sidecars, problems } = conflicts;
  const used = new Set([
    ...usedPorts(pod),
    ...sidecars.flatMap((sidecar) => Object.values(sidecar.ports)),
  ]);
  const numbers = new Set(
    problems
      .filter(({ rule, severity }) => severity === "error" && PORT_RULES.has(rule))
      .flatMap(({ at, related = [] }) => [at, ...related.map((other) => other.at)])
      .flatMap((path) => portsAt(valueAtPath(pod.value, path))),
  );
  const moves: PortMove[] = [];
  for (const sidecar of sidecars.toReversed()) {
    for (const param of movableParams(sidecar, conflicts)) {
      const from = sidecar.ports[param];
      if (from === undefined || !numbers.delete(from)) continue;
      const to = movedPort(sidecar, { param, from }, used);
      if (to === undefined) continue;
      used.add(to);
      moves.push({ template: sidecar.template.name, param, from, to });
    }
  }
  return moves;
}

/** Returns the ports with the moves made. */
export function withMoves(ports: AssignedPorts, moves: readonly PortMove[]): AssignedPorts {
  const moved = new Map(ports);
  for (const { template, param, to } of moves) {
    moved.set(template, new Map([...(moved.get(template) ?? []), [param, to]]));
  }
  return moved;
}

/** Returns the next free port that the parameter may have, if there is one. */
function movedPort(
  { template }: Sidecar,
  { param, from }: Pick<PortMove, "param" | "from">,
  used: ReadonlySet<number>,
): number | undefined {
  for (const port of freePorts(from + 1, used)) {
    if (!template.checkParam(param, port).some(isError)) return port;
  }
  return undefined;
}

function movableParams(sidecar: Sidecar, { assigned, ports }: PortConflicts): readonly string[] {
  const { name } = sidecar.template;
  const isSet = (param: string) =>
    assigned.some((value) => value.template === name && value.param === param);
  const moved = [...(ports.get(name)?.keys() ?? [])].filter((param) => !isSet(param));
  return [...new Set([...sidecar.movable, ...moved])];
}

function portsAt(value: Value | undefined): readonly number[] {
  if (typeof value === "number") return [value];
  const fields = isMap(value) ? [value["containerPort"], value["hostPort"], value["port"]] : [];
  return fields.filter((field) => typeof field === "number");
}
