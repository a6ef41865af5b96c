import type { Injector } from "../../config/injector.ts";
import { runSettings } from "../../config/run-settings.ts";
import { NO_KUSTOMIZATIONS } from "../../manifest/kustomizations.ts";
import type { SecretKeeper } from "../../pipeline/read-and-choose.ts";
import type { InjectRequest } from "../../pipeline.ts";
import type { Template } from "../../template/template.ts";
import type { Source } from "../../text/source.ts";
import { workloadFilter } from "../workload-filter.ts";

/** Returns what a config asks for by itself: kustomize gives no flags. */
export function buildRequest(
  input: Source,
  injector: Injector,
  templates: readonly Template[],
  keepSecret: SecretKeeper,
): InjectRequest {
  return {
    sources: [input],
    templates: [],
    available: templates,
    injector,
    filter: workloadFilter({}),
    sets: [],
    files: [],
    keepSecret,
    // The selectors and labels of a base may come later, and nothing here is a patch.
    include: ["incomplete"],
    kustomizations: NO_KUSTOMIZATIONS,
    onEdit: "keep",
    ...runSettings({}, injector),
  };
}
