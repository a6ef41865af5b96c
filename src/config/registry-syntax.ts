// The grammar of https://github.com/distribution/reference, in lower case: a host, its port, and folders.

const HOST =
  /^(?:[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]+)?$/;
const FOLDER = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

const EXAMPLE = "write it as HOST[:PORT][/PATH], e.g. harbor.example.com:5000/mirror";

/** Returns why images cannot be moved to a registry, with an example of one; undefined if they can. */
export function faultOfRegistry(registry: string): string | undefined {
  const reason = reasonAgainst(registry);
  return reason === undefined ? undefined : `${reason}; ${EXAMPLE}`;
}

function reasonAgainst(registry: string): string | undefined {
  const [host = "", ...folders] = registry.split("/");
  const scheme = /^[a-z]+:\/\//i.exec(registry)?.[0];
  if (scheme !== undefined) return `leave out "${scheme}"`;
  if (/\s/.test(registry)) return "it has white space in it";
  if (registry.endsWith("/")) return 'leave out the "/" at its end';
  if (/[A-Z]/.test(registry)) return "it must be in lower case";
  if (!HOST.test(host)) return "it must begin with a host";
  if (!/[.:]/.test(host) && host !== "localhost") {
    return `"${host}" would be read as a folder of Docker Hub, because a host has a dot or a port`;
  }
  return folders.every((folder) => FOLDER.test(folder))
    ? undefined
    : "its folders are named with a-z and 0-9, and `.`, `_` and `-` in between";
}
