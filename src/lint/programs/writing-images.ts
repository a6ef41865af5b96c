import type { Container } from "../../manifest/pod.ts";
import { asList } from "../../manifest/value.ts";
import { repositoryOf, tagIn } from "../containers/image-repository.ts";
import { wordsIn } from "../containers/words.ts";
import { cleanPath, isWithin } from "../volumes/mount-path.ts";

/** A directory that a program writes to when it starts, without which it does not run. */
interface ScratchDirectory {
  /** The paths that lead to it; `/var/run` is a link to `/run`. */
  readonly paths: readonly string[];
  /** Files or directories of configuration that can name another directory. */
  readonly configuredBy?: readonly string[];
  /** A remedy, where an empty volume is not enough. */
  readonly remedy?: string;
}

interface WritingImage {
  readonly name: string;
  /** Ends of image repositories. */
  readonly images: readonly string[];
  /** Tags whose program is known to write; without it, all. */
  readonly tags?: RegExp;
  readonly directories: readonly ScratchDirectory[];
  /** Words of the arguments, and names of variables, that can name other directories. */
  readonly movedBy?: { readonly words?: RegExp; readonly env?: RegExp };
}

const ANY = /./;

const WRITING_IMAGES: readonly WritingImage[] = [
  {
    // https://github.com/docker-library/docs/blob/master/nginx/content.md#running-nginx-in-read-only-mode
    name: "nginx",
    images: ["library/nginx"],
    directories: [
      {
        paths: ["/var/cache/nginx"],
        configuredBy: ["/etc/nginx/nginx.conf", "/etc/nginx/conf.d", "/etc/nginx/templates"],
      },
      { paths: ["/var/run", "/run"], configuredBy: ["/etc/nginx/nginx.conf"] },
    ],
    movedBy: { words: ANY },
  },
  {
    // https://github.com/nginx/docker-nginx-unprivileged: the pid and what it buffers are in /tmp.
    name: "nginx",
    images: ["nginxinc/nginx-unprivileged", "nginx/nginx-unprivileged"],
    directories: [{ paths: ["/tmp"], configuredBy: ["/etc/nginx/nginx.conf"] }],
    movedBy: { words: ANY },
  },
  {
    // https://github.com/docker-library/httpd: `PidFile` is logs/httpd.pid in /usr/local/apache2.
    name: "Apache",
    images: ["library/httpd"],
    directories: [
      {
        paths: ["/usr/local/apache2/logs"],
        configuredBy: ["/usr/local/apache2/conf/httpd.conf"],
      },
    ],
    movedBy: { words: ANY },
  },
  {
    // The lock of its socket. Its data is in a volume of the image, which runtimes make.
    // https://github.com/docker-library/postgres
    name: "PostgreSQL",
    images: ["library/postgres"],
    directories: [{ paths: ["/var/run/postgresql", "/run/postgresql"] }],
    movedBy: { words: ANY },
  },
  {
    // The directory of its locks: https://github.com/kube-logging/logging-operator/issues/1517, and of how to mount it:
    // https://github.com/fluent/fluentd-kubernetes-daemonset/issues/1393
    name: "Fluentd",
    images: ["fluent/fluentd", "fluent/fluentd-kubernetes-daemonset"],
    tags: /^v?1\.(?:1[5-9]|[2-9]\d)\b/,
    directories: [
      {
        paths: ["/tmp"],
        remedy:
          'Mount an emptyDir at "/tmp" and let an init container set its sticky bit (`chmod +t /tmp`): Ruby takes no directory for temporary files that everybody can write to without it.',
      },
    ],
    movedBy: { env: /^(?:TMPDIR|TMP|TEMP)$/ },
  },
  {
    // `path.data`: https://www.elastic.co/docs/reference/beats/filebeat/directory-layout
    name: "Filebeat",
    images: ["beats/filebeat"],
    directories: [{ paths: ["/usr/share/filebeat/data"] }],
    movedBy: { words: /path\.(?:data|home)/ },
  },
];

/** What a container is known to write to without saying so in the manifest. */
export interface ScratchNeeds {
  /** What people call the program, e.g. `nginx`. */
  readonly program: string;
  /** Directories of its image that it cannot do without and for which the container has no writable mount. */
  readonly directories: readonly string[];
  readonly remedy?: string;
}

/**
 * Returns the directories that the container's program writes to when it starts, as its image is known to do, and that are
 * on its root file system. Where a command or configuration may have moved them, they are left out.
 */
export function unmountedScratch(container: Container): ScratchNeeds | undefined {
  const known = WRITING_IMAGES.find((image) => runs(container, image));
  if (known === undefined || isMoved(container, known)) return undefined;
  const directories = known.directories.filter(
    (directory) => !isConfigured(container, directory) && !isMounted(container, directory),
  );
  const remedy = directories.find((directory) => directory.remedy !== undefined)?.remedy;
  return {
    program: known.name,
    directories: directories.flatMap(({ paths }) => paths[0] ?? []),
    ...(remedy === undefined ? {} : { remedy }),
  };
}

function runs({ image }: Container, { images, tags }: WritingImage): boolean {
  const repository = repositoryOf(image);
  // `nginx` and `docker.io/nginx` are `docker.io/library/nginx`.
  const name = repository.replace(/^docker\.io\//, "").replace(/^(?!.*\/)/, "library/");
  if (tags !== undefined && !tags.test(tagIn(image))) return false;
  return images.some((one) => name === one || name.endsWith(`/${one}`));
}

function isMoved({ at, value, env }: Container, { movedBy = {} }: WritingImage): boolean {
  // With another command, anything may run.
  if (asList(value["command"]).length > 0) return true;
  return (
    wordsIn(value["args"], [...at, "args"]).some(
      ({ text }) => movedBy.words?.test(text) === true,
    ) || env.some(({ name }) => movedBy.env?.test(name) === true)
  );
}

function isConfigured({ mounts }: Container, { configuredBy = [] }: ScratchDirectory): boolean {
  return mounts.some((mount) => {
    const path = cleanPath(mount.path);
    return configuredBy.some((file) => isWithin(file, path) || isWithin(path, file));
  });
}

function isMounted({ mounts }: Container, { paths }: ScratchDirectory): boolean {
  return mounts.some((mount) => {
    const path = cleanPath(mount.path);
    return !mount.readOnly && paths.some((one) => isWithin(one, path) || isWithin(path, one));
  });
}
