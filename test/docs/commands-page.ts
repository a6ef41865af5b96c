import { main } from "../../src/main.ts";
import { fakeIo } from "../cli/fake-io.ts";

const HEAD = `# Commands

What \`--help\` prints for every command.
`;

/** Returns the page of all commands and their options. */
export async function commandsPage(): Promise<string> {
  return HEAD + (await sectionsOf([]));
}

async function sectionsOf(command: readonly string[]): Promise<string> {
  const help = await helpOf(command);
  const title = ["kube-sidecar", ...command].join(" ");
  const sections = [`\n## ${title}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`];
  for (const name of subcommandsIn(help)) sections.push(await sectionsOf([...command, name]));
  return sections.join("");
}

async function helpOf(command: readonly string[]): Promise<string> {
  const io = fakeIo({ cwd: "." });
  await main([...command, "--help"], io);
  return io.stdout();
}

function subcommandsIn(help: string): readonly string[] {
  const [, list = ""] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = ""]) => name);
}
