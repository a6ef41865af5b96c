import { imageRegistryOf } from "./image-registry.ts";
import type { Injector } from "./injector.ts";
import { kubeMinorOf } from "./kube-version.ts";

/** What a run can be told by flags and by the config. */
export interface SettingFlags {
  readonly kubeVersion?: string | undefined;
  readonly onPortConflict?: "fail" | "reassign" | undefined;
  readonly imageRegistry?: string | undefined;
  readonly environment?: string | undefined;
}

/** How a run goes about it. */
export interface RunSettings {
  readonly kubeMinor: number;
  readonly onPortConflict: "fail" | "reassign";
  readonly imageRegistry: string | undefined;
  readonly environment?: string;
}

/** Returns the settings of a run: a flag counts more than the config. Throws a `UserError` for a faulty flag. */
export function runSettings(flags: SettingFlags, injector: Injector | undefined): RunSettings {
  const environment = flags.environment ?? injector?.environment;
  return {
    kubeMinor: kubeMinorOf(flags.kubeVersion ?? injector?.kubeVersion),
    onPortConflict: flags.onPortConflict ?? injector?.onPortConflict ?? "fail",
    imageRegistry: imageRegistryOf(flags.imageRegistry, injector),
    ...(environment === undefined ? {} : { environment }),
  };
}
