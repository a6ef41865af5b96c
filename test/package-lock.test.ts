import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const file = join(import.meta.dirname, "../package-lock.json");
const { packages } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

// A lock that was written where packages of other platforms cannot be had lacks them, and `npm ci` then fails everywhere.
it("locks the packages of every platform", () => {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  const names = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ""));
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
});
