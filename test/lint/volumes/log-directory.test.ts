import { expect, it } from "vitest";
import { isLogDirectory } from "../../../src/lint/volumes/log-directory.ts";

it.each([
  ["/var/log", true],
  ["/var/log/", true],
  ["/var/log/app/access", true],
  ["/var/./log", true],
  ["/opt/app/logs", true],
  ["/opt/app/log/", true],
  ["/usr/local/tomcat/Logs", true],
  ["logs", true],
  ["/var/logs-old", false],
  ["/var/lib", false],
  ["/opt/catalog", false],
  ["/opt/logs/state", false],
  ["/", false],
])("%s is a directory of logs: %s", (path, expected) => {
  expect(isLogDirectory(path)).toBe(expected);
});
