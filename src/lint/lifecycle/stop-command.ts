import { isFollowed } from "./is-followed.ts";

// A signal that makes a program read its files again, or none at all, does not end it.
const HARMLESS = /^-(?:-help|[0lL1]\b|(?:s\s+|-signal[ =])?(?:SIG)?(?:HUP|USR[12]|WINCH|CONT)\b)/;

// Paths of programs such as Envoy, the Cloud SQL Auth Proxy, Linkerd's proxy and Dapr.
const QUIT_PATH = /\/(?:quitquitquit|graceful_shutdown|shutdown)\b/;

/** Tells whether a command ends a process: by a signal, or by a request to one of the usual paths. */
export function stopsProcess(script: string): boolean {
  if (QUIT_PATH.test(script) || script.split("\n").some(stopsNginx)) return true;
  return [...script.matchAll(/(?<![\w-])(?:p?kill|killall5?)(?=\s+(\S+(?:\s+\S+)?))/g)].some(
    ([, signal = ""]) => !HARMLESS.test(signal),
  );
}

function stopsNginx(line: string): boolean {
  return isFollowed(line, /\bnginx\b/, /\s-s\s+(?:quit|stop)\b/);
}

/** Tells whether a path of an HTTP request is one by which programs are told to end. */
export function isQuitPath(path: string): boolean {
  return QUIT_PATH.test(path);
}
