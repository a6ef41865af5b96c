import { showValue } from "../manifest/show-value.ts";
import { asList, asMap, asString, isMap, type Value, type ValueMap } from "../manifest/value.ts";

/** Returns what a probe does and for how long it is tried, e.g. `GET :8080/ready for up to 60s`. */
export function probeText(probe: ValueMap): string {
  const seconds =
    numberOr(probe["initialDelaySeconds"], 0) +
    numberOr(probe["periodSeconds"], 10) * numberOr(probe["failureThreshold"], 3);
  return `${actionText(probe)} for up to ${seconds}s`;
}

function actionText({ httpGet, tcpSocket, grpc, exec }: ValueMap): string {
  if (isMap(httpGet)) return `GET ${portText(httpGet)}${asString(httpGet["path"]) ?? "/"}`;
  if (isMap(tcpSocket)) return `connects to ${portText(tcpSocket)}`;
  if (isMap(grpc)) return `gRPC ${portText(grpc)}`;
  const words = asList(asMap(exec)["command"]).map(plainText);
  return `runs ${words.join(" ")}`;
}

function portText({ port = "" }: ValueMap): string {
  return `:${plainText(port)}`;
}

function plainText(value: Value): string {
  return asString(value) ?? showValue(value);
}

/** Kubernetes takes 0 and nothing for its default. */
function numberOr(value: Value | undefined, preset: number): number {
  return typeof value === "number" && value > 0 ? value : preset;
}
