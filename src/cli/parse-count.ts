import { InvalidArgumentError } from "commander";

/** Returns the number that an option's argument stands for; throws for what is no whole number from 0 on. */
export function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It has to be a whole number.");
}
