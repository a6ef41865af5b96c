import type { Io } from "../io/io.ts";
import { printText } from "../io/print.ts";
import { rulePage } from "../pipeline/rule-page.ts";
import { ruleTexts } from "../pipeline/rule-texts.ts";
import { renderTable } from "../report/table.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { unknownCheck } from "./unknown-check.ts";

/** Prints the page of a check, or the table of all; throws a `UserError` for a name that there is not. */
export function runExplain(io: Io, id: string | undefined): ExitCode {
  printText(io, id === undefined ? tableOfRules() : pageOf(id));
  return EXIT.ok;
}

function pageOf(id: string): string {
  const page = rulePage(id);
  if (page !== undefined) return page;
  throw unknownCheck(
    id,
    ruleTexts().map((rule) => rule.id),
  );
}

function tableOfRules(): string {
  const rows = ruleTexts().map(({ id, severity, category, summary }) => [
    id,
    severity,
    category,
    summary,
  ]);
  const lines = renderTable([["CHECK", "SEVERITY", "CATEGORY", "WHAT SHOULD BE SO"], ...rows]);
  return lines.map((line) => `${line}\n`).join("");
}
