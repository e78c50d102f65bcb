// The messages of one place; only those that changed are drawn anew.
import { blocks } from "./blocks.js";
import { el } from "./dom.js";
import { entered, restore } from "./elements.js";
import { day, mrkdwn } from "./text.js";

let place = "";
let drawn = new Map();

/**
 * Shows these messages in the element.
 * on: use(message, node, block, action, value, confirm)
 */
export function showMessages(root, key, list, reader, on) {
  const moved = key !== place;
  place = key;
  if (moved) drawn = new Map();
  const known = new Map();
  const fresh = [];
  let today = "";
  const nodes = [];
  for (const message of list.filter((each) => !isReply(each, list))) {
    const replies = list.filter((each) => each !== message && each.thread === message.ts);
    const revision = Math.max(message.revision, ...replies.map((reply) => reply.revision));
    const before = drawn.get(message.ts);
    const article = before?.revision === revision ? before.article : redrawn(before, message, replies, reader, on);
    if (!before) fresh.push(article);
    known.set(message.ts, { revision, article });
    const date = day(at(message), reader);
    if (date !== today) nodes.push(divider(at(message), reader));
    today = date;
    nodes.push(article);
  }
  drawn = known;
  update(root, nodes);
  if (moved) root.scrollTop = root.scrollHeight;
  else if (fresh.length) fresh[0].scrollIntoView({ block: "start" });
}

/** Forgets what it has drawn: the next messages are another person's. */
export function forget() {
  place = "";
}

const at = (message) => new Date(Number(message.ts) * 1000);

function isReply(message, list) {
  return message.thread && message.thread !== message.ts && list.some((each) => each.ts === message.thread);
}

// Leaves in place what stays: a node taken out and put back would be read aloud again.
function update(root, nodes) {
  const staying = new Set(nodes);
  for (const child of [...root.children]) if (!staying.has(child) && !child.matches(".day")) child.remove();
  for (const old of root.querySelectorAll(":scope > .day")) old.remove();
  nodes.forEach((node, index) => {
    if (root.children[index] !== node) root.insertBefore(node, root.children[index] ?? null);
  });
}

function redrawn(before, message, replies, reader, on) {
  const open = before?.article.querySelector("details")?.open;
  const article = draw(message, reader, on);
  if (replies.length) {
    const thread = el("details", { open });
    // What opens below the edge would seem not to have opened.
    const shown = () => setTimeout(() => thread.scrollIntoView({ block: "nearest" }));
    thread.append(el("summary", { onclick: shown }, replies.length === 1 ? "1 reply" : `${replies.length} replies`),
      ...replies.map((reply) => draw(reply, reader, on)));
    article.lastElementChild.append(thread);
  }
  if (before) {
    restore(article, entered(before.article));
    const focused = before.article.contains(document.activeElement);
    before.article.replaceWith(article);
    article.classList.add("changed");
    if (focused) article.focus();
  }
  return article;
}

function divider(moment, reader) {
  const date = new Intl.DateTimeFormat("en-GB", { timeZone: reader.me.zone, weekday: "long", day: "numeric", month: "long" });
  return el("div", { class: "day" }, el("span", {}, date.format(moment)));
}

function draw(message, reader, on) {
  const bot = message.author === reader.botUser;
  const name = reader.names[message.author] ?? message.author;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: reader.me.zone, hour: "2-digit", minute: "2-digit" });
  const article = el("article", { class: "message", tabIndex: -1, "data-ts": message.ts, "aria-label": `${name}: ${message.text.slice(0, 80)}` });
  const surface = { reader, use: (block, action, value, confirm) => on.use(message, article, block, action, value, confirm) };
  const body = message.blocks.length
    ? blocks(message.blocks, surface)
    : el("div", { class: "section" }, el("div", { class: "said" }, mrkdwn(message.text, reader)));
  const avatar = el("span", { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, bot ? "🔑" : name[0].toUpperCase());
  article.append(avatar, el("div", { class: "body" },
    el("div", { class: "by" }, el("strong", {}, name), bot ? el("abbr", { title: "This is an app" }, "APP") : "",
      el("time", { dateTime: at(message).toISOString() }, time.format(at(message))),
      message.private ? el("span", { class: "private" }, "Only visible to you") : "",
      message.edited ? el("span", { class: "edited" }, "(edited)") : ""),
    body, (message.files ?? []).map((file) => el("a", { class: "file", download: file.name,
      href: `/files/${file.id}?as=${reader.me.id}` }, `📄 ${file.title || file.name}`))));
  return article;
}
