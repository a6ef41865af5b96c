import { InvalidArgumentError } from "commander";
import { ONE, parseQuantity } from "../manifest/quantity.ts";

/** Returns the bytes that an option's argument stands for, such as `64Mi`; throws for what is no amount of bytes above 0. */
export function parseSize(text: string): number {
  const amount = parseQuantity(text);
  if (amount !== undefined && amount >= ONE) return Number(amount / ONE);
  throw new InvalidArgumentError("It has to be an amount of bytes, such as 64Mi.");
}
