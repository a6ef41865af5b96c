import type { Io } from "../../io/io.ts";
import { print } from "../../io/print.ts";
import { mapOf, type ValueMap } from "../../manifest/value.ts";
import { krmResults } from "../../report/krm-results.ts";
import { encodeText } from "../../text/source.ts";
import { UserError } from "../../text/user-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type PluginConfig, readPluginConfig, textOfNode } from "./plugin-config.ts";
import { addResults, type ResourceList } from "./resource-list.ts";
import { failedOutcome, type PlacedOutcome, runBuild } from "./run-build.ts";

/** What passes a validator: kustomize takes items that come back for a change of the build, even the same bytes. */
const PASSED = encodeText("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n");

/** Runs as a KRM function, and returns the exit code. After an error the items are printed as they came. */
export async function runFunction(io: Io, list: ResourceList): Promise<ExitCode> {
  const outcome = await outcomeOf(io, list);
  if (outcome.failure === undefined && isValidatorOfBuild(outcome, list)) {
    print(io, PASSED);
    return EXIT.ok;
  }
  print(io, addResults(outcome.output, resultsOf(outcome, list)));
  return outcome.failure === undefined ? EXIT.ok : EXIT.findings;
}

async function outcomeOf(io: Io, list: ResourceList): Promise<PlacedOutcome> {
  try {
    return await runBuild({ io, config: configOf(list), input: list.source });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.writeStderr(`kube-sidecar: ${error.message}\n`);
    return { ...failedOutcome(list.source.text, error.message), placement: "unknown" };
  }
}

function configOf({ source, functionConfig }: ResourceList): PluginConfig {
  if (functionConfig === undefined) {
    throw new UserError(
      "the ResourceList has no functionConfig: it has to be a SidecarInjector or a SidecarLint",
    );
  }
  return readPluginConfig(textOfNode(source, functionConfig));
}

/** Only a build of kustomize drops what validators print; others, which give the items no id, would lose the items. */
function isValidatorOfBuild({ placement }: PlacedOutcome, { source }: ResourceList): boolean {
  return placement === "validators" && source.text.includes("kustomize.config.k8s.io/id");
}

function resultsOf(
  { remarks, failure }: PlacedOutcome,
  { items }: ResourceList,
): readonly ValueMap[] {
  const results = krmResults(remarks, items);
  if (results.length > 0 || failure === undefined) return results;
  return [mapOf(Object.entries({ message: failure, severity: "error" }))];
}
