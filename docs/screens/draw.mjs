// Draws each golden surface, light and dark, with a Block Kit renderer in the Chromium that is installed.
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { createElement as el } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";
import UPNG from "upng-js";

const GOLDEN = "../../src/test/resources/golden/slack";
const STYLE = "node_modules/slack-blocks-to-jsx/dist/style.css";
const TIME = new Date("2026-09-21T13:33:00Z");
const KEY = "data:image/svg+xml;base64," + (await readFile("../../src/test/resources/sandbox/icon.svg")).toString("base64");
const COLOURS = [32, 16, 8];
const MOST_BYTES = 60_000;
const WIDTH = 640;
const SHARPNESS = 1.25;

// The people and channels of the golden files.
const data = {
  users: [["U0ANA0001", "ana"], ["U0ADM0001", "ada"], ["U0ADM0002", "abel"], ["U0ADM0003", "amal"]]
    .map(([id, name]) => ({ id, name })),
  channels: [["C0TEAM001", "team"], ["C0TEST001", "security"]].map(([id, name]) => ({ id, name })),
  user_groups: [],
};

// What the frame of a dialog and the ground below a message look like; inside of it all is the renderer's.
const FRAME = `
  body { margin: 0; font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 15px; }
  #surface { width: ${WIDTH}px; box-sizing: border-box; padding: 16px 20px; background: #fff; color: #1d1c1d; }
  [data-theme=dark] #surface { background: #1a1d21; color: #d1d2d3; }
  .dialog { border: 1px solid #8888; border-radius: 10px; overflow: hidden; }
  .dialog h1 { margin: 0; padding: 14px 20px; font-size: 20px; border-bottom: 1px solid #8884; }
  .dialog main { padding: 8px 20px 14px; }
  .dialog footer { display: flex; justify-content: flex-end; gap: 10px; padding: 14px 20px; border-top: 1px solid #8884; }
  .dialog footer span { border: 1px solid #8888; border-radius: 6px; padding: 6px 14px; font-weight: 700; }
  .dialog footer .submit { background: #007a5a; border-color: #007a5a; color: #fff; }`;

function surface(drawn, theme) {
  const modal = drawn.type === "modal";
  const blocks = el(Message, { blocks: drawn.blocks, name: "stale-keys", logo: KEY, time: TIME, theme, data, withoutWrapper: Boolean(drawn.type) });
  if (!modal) return blocks;
  const button = (kind) => (drawn[kind] ? el("span", { className: kind }, drawn[kind].text) : null);
  return el("div", { className: "dialog" }, el("h1", null, drawn.title.text), el("main", null, blocks),
    el("footer", null, button("close"), button("submit")));
}

function page(drawn, theme, style) {
  return `<!doctype html><html data-theme="${theme}"><meta charset="utf-8"><style>${style}${FRAME}</style>
    <div id="surface">${renderToStaticMarkup(surface(drawn, theme))}</div></html>`;
}

// Where this renderer is not like Slack. "verbatim" keeps bare names and addresses dead, and is not the end of all markup;
// and neither plain text nor code has any: there its marks get a joiner of no width, or give way to their lookalikes.
function asSlackDoes(field, value) {
  if (field === "verbatim") return undefined;
  if (value?.type === "plain_text") return { ...value, text: dead(value.text) };
  if (value?.type === "mrkdwn") return { ...value, text: value.text.replace(/`[^`\n]+`/g, (code) => "`" + dead(code.slice(1, -1)) + "`") };
  return value;
}

const ALIKE = { "*": "\u2217", _: "\u02cd", "~": "\u223c", "`": "\u02cb" };
const dead = (text) => text.replace(/[*_~`]/g, (mark) => ALIKE[mark])
  .replace(/:(\w+):/g, "\u2236$1\u2236").replace(/[<@#!]/g, "$&\u2060");

// A palette makes a third of what Chromium writes, and text looks the same.
function smaller(png) {
  const image = UPNG.decode(png);
  const small = COLOURS.map((colours) => Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, colours)));
  return small.find((picture) => picture.length < MOST_BYTES) ?? small.at(-1);
}

const [only] = process.argv.slice(2);
const profile = await mkdtemp(join(tmpdir(), "stale-keys-screens"));
const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"],
});
try {
  const style = await readFile(STYLE, "utf8");
  const tab = await browser.newPage();
  await tab.setViewport({ width: WIDTH, height: 600, deviceScaleFactor: SHARPNESS });
  for (const file of (await readdir(GOLDEN)).sort()) {
    const name = file.replace(".json", "");
    const drawn = JSON.parse(await readFile(join(GOLDEN, file), "utf8"), asSlackDoes);
    // Hostile ones hold the limits, and are no sight.
    if (!drawn.blocks || name.includes("hostile") || (only && only !== name)) continue;
    for (const theme of ["light", "dark"]) {
      await tab.setContent(page(drawn, theme, style));
      const shot = await (await tab.$("#surface")).screenshot({ type: "png" });
      const picture = smaller(shot);
      await writeFile(`${name}.${theme}.png`, picture);
      console.log(`${name}.${theme}.png ${Math.ceil(picture.length / 1000)} kB`);
    }
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true });
}
