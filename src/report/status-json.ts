import type { StatusOutcome } from "../outcome.ts";
import { fileName } from "./file-name.ts";
import { findingJson } from "./finding-json.ts";
import { jsonText } from "./json-text.ts";
import { problemJson } from "./problem-json.ts";

/** Returns what came of `status` as one JSON object; docs/lifecycle.md describes it, and fields are only ever added to it. */
export function renderStatusJson({ workloads, findings, problems }: StatusOutcome): string {
  return `${jsonText({
    version: 1,
    workloads: workloads.map(
      ({ object, file, line, template, owner, isReadable, optsOut, sidecars }) => ({
        object,
        file: fileName(file),
        line,
        ...(template === undefined ? {} : { template }),
        ...(owner === undefined ? {} : { owner }),
        markerReadable: isReadable,
        optsOut,
        sidecars: sidecars.map(
          ({ name, state, differences, images, askedFor, required = false }) => ({
            name,
            state,
            askedFor: askedFor ?? null,
            required,
            images,
            differences: differences.map(({ path, cause, there = null, wanted = null }) => ({
              path,
              cause,
              there,
              wanted,
            })),
          }),
        ),
      }),
    ),
    findings: findings.map(findingJson),
    problems: problems.map(problemJson),
  })}\n`;
}
