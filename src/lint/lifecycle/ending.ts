import type { Container, Pod } from "../../manifest/pod.ts";
import { asString } from "../../manifest/value.ts";
import { podSpec } from "../containers/pod-spec.ts";
import { commandLine } from "./command-line.ts";
import { hookOf } from "./hook.ts";
import { stopsProcess } from "./stop-command.ts";

/** Whether a sidecar among the app containers is brought to an end: `yes`, `perhaps`, or `no` as far as the manifest shows. */
export type Ending = "yes" | "perhaps" | "no";

// Wrappers of the app that end Istio's or Linkerd's proxy after it.
const WRAPPER = /\b(?:linkerd-await|scuttle|envoy-preflight)\b/;

// k8s-sidecar, git-sync, Vault Agent and the config reloaders do their work once with these, as do the subcommands of Filebeat, Envoy and OPA; `timeout` ends anything.
const ONCE =
  /--?(?:one-time|exit-after-auth|dry-run|version|help)\b|--watch-interval[= ]0\b|(?:^|[\s/;])timeout\s+-?\w|(?:^|\s)(?:setup|validate|test|eval|build|check|version)(?:\s|$)/;

const ONCE_VARIABLES: Readonly<Record<string, string>> = {
  METHOD: "LIST",
  GITSYNC_ONE_TIME: "true",
  GIT_SYNC_ONE_TIME: "true",
};

/** Returns whether a long-running container of a pod is brought to an end when the others have ended. */
export function endingOf(pod: Pod, sidecar: Container): Ending {
  if (runsOnce(sidecar)) return "yes";
  if (/EXIT_ON_ZERO_ACTIVE_CONNECTIONS"?\s*:\s*"?true/i.test(proxyConfig(pod))) return "yes";
  if (pod.containers.some((container) => endsOthers(container, sidecar))) return "yes";
  const isPrepared =
    podSpec(pod)["shareProcessNamespace"] === true ||
    /--quitquitquit\b|--enable-admin-quit/.test(commandLine(sidecar));
  return isPrepared ? "perhaps" : "no";
}

function runsOnce(sidecar: Container): boolean {
  const line = commandLine(sidecar);
  return (
    ONCE.test(line) ||
    // A shell script may watch for a sign that the app is done.
    (/\bsh\b/.test(line) && /\b(?:while|until|trap|inotifywait|wait|exit)\b/.test(line)) ||
    sidecar.env.some(
      ({ name, value }) =>
        (Object.hasOwn(ONCE_VARIABLES, name) && ONCE_VARIABLES[name] === value) ||
        (name === "EXIT_ON_ZERO_ACTIVE_CONNECTIONS" && value === "true"),
    )
  );
}

function endsOthers(container: Container, sidecar: Container): boolean {
  const line = commandLine(container);
  const hook = hookOf(container, "preStop")?.script ?? "";
  if (container !== sidecar && /quitquitquit/.test(line + hook)) return true;
  if (container !== sidecar && container.env.some(({ name }) => name === "ENVOY_ADMIN_API")) {
    return true;
  }
  return stopsProcess(`${line} ${hook}`.replaceAll("--quitquitquit", "")) || WRAPPER.test(line);
}

function proxyConfig({ annotations }: Pod): string {
  return asString(annotations["proxy.istio.io/config"]) ?? "";
}
