/**
 * Returns an image as a mirror has it: the registry takes the place of the host, and all behind that stays, a digest included.
 * A short name is spelled out first, `nginx:1` being `docker.io/library/nginx:1`. What is in the registry already stays.
 * Source: splitDockerDomain of https://github.com/distribution/reference
 */
export function moveImage(image: string, registry: string): string {
  if (image === "" || image.startsWith(`${registry}/`)) return image;
  const { host, path } = splitHost(image);
  const isOfficial = host === DOCKER_HUB && !path.includes("/");
  return `${registry}/${isOfficial ? "library/" : ""}${path}`;
}

const DOCKER_HUB = "docker.io";

function splitHost(image: string): { readonly host: string; readonly path: string } {
  const slash = image.indexOf("/");
  const first = image.slice(0, Math.max(slash, 0));
  if (!isHost(first)) return { host: DOCKER_HUB, path: image };
  const host = first === `index.${DOCKER_HUB}` ? DOCKER_HUB : first;
  return { host, path: image.slice(slash + 1) };
}

/** What stands in front of the first `/` is a folder of Docker Hub, unless it cannot be one. */
function isHost(first: string): boolean {
  return /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
}
