import { Chalk } from "chalk";
import type { Style } from "./style.ts";

// Whether there is colour is decided by the command; the sixteen basic ones fit every theme.
const chalk = new Chalk({ level: 1 });

/** The style of terminals and `--color always`. */
export const COLOUR_STYLE: Style = {
  error: chalk.red.bold,
  warning: chalk.yellow.bold,
  info: chalk.cyan,
  success: chalk.green,
  strong: chalk.bold,
  faint: chalk.dim,
};
