import { expect, it } from "vitest";
import { kustomizeMachine } from "./kustomize-machine.ts";

it.skipIf(process.platform === "win32")(
  "kustomize doctor leaves room for subjects of 40 columns at most",
  async () => {
    const file = `${"a".repeat(31)}.yaml`;
    const { run } = kustomizeMachine({
      "prod/kustomization.yaml": `transformers: [${file}]\n`,
      [`prod/${file}`]:
        "apiVersion: kube-sidecar.dev/v1alpha1\nkind: SidecarInjector\nmetadata: {name: x}\n",
    });
    const { output } = await run("doctor prod");
    expect(output).toContain(`\n✓ node${" ".repeat(36)}  FOLDER/bin/node\n✓ prod/${file}  Sidecar`);
  },
);
