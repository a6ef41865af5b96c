import { runShell } from "../cli/shell.ts";

const COMMAND =
  "kube-sidecar inject -t statsd-exporter --on-port-conflict reassign conflict.yaml -o json-patch";

/** Returns the marker that a run leaves behind, as a block of JSON in Markdown. */
export async function markerExample(folder: string): Promise<string> {
  const { stdout } = await runShell(COMMAND, folder);
  const marker = findMarker(JSON.parse(stdout.toString()));
  return `\`\`\`json\n${JSON.stringify(JSON.parse(marker), undefined, 2)}\n\`\`\`\n`;
}

function findMarker(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  for (const [key, field] of Object.entries(value)) {
    const found = key === "kube-sidecar.dev/injected" ? String(field) : findMarker(field);
    if (found !== "") return found;
  }
  return "";
}
