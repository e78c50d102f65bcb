// Holds each golden message and view against Slack's own types: unknown fields, unknown blocks, missing or wrong values.
// The stand-in for Slack knows the lengths; this knows what Slack's SDK says there is.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const GOLDEN = resolve("../resources/golden/slack");
const VIEWS = { modal: "ModalView", home: "HomeView" };
const MESSAGE = "{ text: string; blocks?: KnownBlock[] }";

const options = {
  strict: true,
  noEmit: true,
  types: [],
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

// A golden file as TypeScript: the JSON is a literal, and must satisfy the type. It stays in memory.
function asTypeScript(json) {
  const wanted = VIEWS[JSON.parse(json).type] ?? MESSAGE;
  return `import type { HomeView, KnownBlock, ModalView } from "@slack/types";\nexport default ${json.trimEnd()} satisfies ${wanted};\n`;
}

const sources = new Map();
for (const file of readdirSync(GOLDEN).filter((name) => name.endsWith(".json")).sort()) {
  const json = readFileSync(join(GOLDEN, file), "utf8");
  const { blocks, type } = JSON.parse(json);
  // What has neither blocks nor a type is a list of sentences.
  if (blocks || type) sources.set(resolve(file.replace(".json", ".golden.ts")), asTypeScript(json));
}

const host = ts.createCompilerHost(options);
const { fileExists, readFile } = host;
host.fileExists = (name) => sources.has(name) || fileExists(name);
host.readFile = (name) => sources.get(name) ?? readFile(name);
const getSourceFile = host.getSourceFile;
host.getSourceFile = (name, ...rest) =>
  sources.has(name) ? ts.createSourceFile(name, sources.get(name), ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);

const found = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], options, host));
process.stdout.write(ts.formatDiagnostics(found, {
  getCurrentDirectory: () => process.cwd(),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
}));
console.log(`${sources.size} golden messages and views held against Slack's types, ${found.length} mistakes.`);
process.exit(sources.size === 0 || found.length > 0 ? 1 : 0);
