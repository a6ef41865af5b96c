import type { Io } from "../../io/io.ts";
import { print } from "../../io/print.ts";
import { valueOfNode } from "../../manifest/node-value.ts";
import { mapOf, type ValueMap } from "../../manifest/value.ts";
import { krmResults } from "../../report/krm-results.ts";
import { conceal } from "../../text/conceal.ts";
import { type ByteText, encodeText } from "../../text/source.ts";
import { UserError } from "../../text/user-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type PluginConfig, readPluginConfig, textOfNode } from "./plugin-config.ts";
import { addResults, type ResourceList } from "./resource-list.ts";
import { type PlacedOutcome, runBuild } from "./run-build.ts";

/** What passes a validator: kustomize takes items that come back for a change of the build, even the same bytes. */
const PASSED = encodeText("apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: []\n");

/** Runs as a KRM function, and returns the exit code. After an error the items are printed as they came. */
export async function runFunction(io: Io, list: ResourceList): Promise<ExitCode> {
  const hide = (result: ValueMap) => withoutSecrets(result, io.secrets);
  try {
    const config = configOf(list);
    const outcome = await runBuild({ io, config, input: list.source });
    if (outcome.failure === undefined && isValidatorOfBuild(outcome, list)) print(io, PASSED);
    else print(io, addResults(outputOf(outcome, list), resultsOf(outcome, list, config).map(hide)));
    return outcome.failure === undefined ? EXIT.ok : EXIT.findings;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.writeStderr(`kube-sidecar: ${error.message}\n`);
    print(io, addResults(list.source.text, [failureResult(error.message)]));
    return EXIT.findings;
  }
}

/** The items keep theirs, and the results are messages. */
function withoutSecrets(result: ValueMap, secrets: ReadonlySet<string>): ValueMap {
  const { message = "", ...rest } = result;
  return mapOf(Object.entries({ message: conceal(String(message), secrets), ...rest }));
}

function configOf({ source, functionConfig }: ResourceList): PluginConfig {
  if (functionConfig === undefined || valueOfNode(functionConfig) === null) {
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

function outputOf({ failure, output }: PlacedOutcome, { source }: ResourceList): ByteText {
  return failure === undefined ? output : source.text;
}

function resultsOf(
  { remarks, failure }: PlacedOutcome,
  { items }: ResourceList,
  { label, resourceRef }: PluginConfig,
): readonly ValueMap[] {
  const results = krmResults(remarks, { items, config: { file: label, resourceRef } });
  return results.length > 0 || failure === undefined ? results : [failureResult(failure)];
}

function failureResult(message: string): ValueMap {
  return mapOf(Object.entries({ message, severity: "error" }));
}
