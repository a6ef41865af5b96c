import type { Inclusion } from "../manifest/recognise.ts";
import type { HelmHooks } from "./helm-hook.ts";
import type { Injector } from "./injector.ts";
import type { WorkloadFilter } from "./workload-filter.ts";

/** What a run asks for. */
export interface SelectionRequest {
  /** Names given with `-t`. */
  readonly templates: readonly string[];
  readonly filter: WorkloadFilter;
  readonly injector?: Injector;
  /** What does not stand for itself and is looked at all the same. */
  readonly include?: readonly Inclusion[] | undefined;
  /** What is looked at besides, although nothing is put into it. */
  readonly alsoRead?: readonly Inclusion[] | undefined;
  /** The container that `--app-container` names. */
  readonly appContainer?: string | undefined;
  /** What becomes of Helm hooks; where it is left out, the config says it. */
  readonly helmHooks?: HelmHooks | undefined;
}
