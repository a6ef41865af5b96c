import { main } from "../../src/main.ts";
import { fakeIo } from "./fake-io.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A workload as an item, with what orchestrators say of its file. */
export const ITEM = `
- apiVersion: apps/v1
  kind: Deployment   # the shop
  metadata:
    name: web
    namespace: shop
    annotations:
      config.kubernetes.io/index: '0'
      internal.config.kubernetes.io/index: '1'
      internal.config.kubernetes.io/path: 'k8s/web.yaml'
  spec:
    template:
      spec:
        containers:
        - name: "web"
          image: registry.example.com/web:1
          ports: [{containerPort: 9102}]   # metrics
`;
/** Returns the config of a function; it is called `prod`. */
export function functionConfig(spec: string, kind = "SidecarInjector"): string {
  return `functionConfig:
  # who gets what
  apiVersion: kube-sidecar.dev/v1alpha1
  kind: ${kind}
  metadata:
    name: prod
    annotations: {config.kubernetes.io/local-config: 'true'}

  spec: ${spec}
`;
}

/** How a ResourceList begins. */
export const HEAD = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n";

/** Runs the program without arguments. */
export async function runFunction(stdin: string, files: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd: temporaryFolder(files), stdin });
  const code = await main([], io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}
