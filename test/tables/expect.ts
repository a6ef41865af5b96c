import { existsSync, readFileSync } from "node:fs";
import {
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.use((_, utils) => {
  utils.addMethod(
    chai.Assertion.prototype,
    "toMatchFileSnapshot",
    function (this: object, path: string) {
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      if (String(utils.flag(this, "object")) !== text) throw new Error(`${path} is different`);
      return Promise.resolve();
    },
  );
});
// The indentation is that of the test, and counts for nothing.
const unindented = (text: string) => text.replace(/^\s+/gm, "").trim();
chai.use((_, utils) => {
  utils.addMethod(
    chai.Assertion.prototype,
    "toMatchInlineSnapshot",
    function (this: object, text: string) {
      const shown = `"${utils.flag(this, "object")}"`;
      if (unindented(shown) !== unindented(text)) throw new Error("it is different");
    },
  );
});
Object.assign(globalThis, { [GLOBAL_EXPECT]: chai.expect });

/** The `expect` of vitest, outside of it. */
export const expect: unknown = chai.expect;
