// Slack's text objects as nodes: plain text, mrkdwn, rich text.
import { el } from "./dom.js";

const EMOJI = {
  red_circle: "🔴", large_red_circle: "🔴", large_yellow_circle: "🟡", large_green_circle: "🟢", large_orange_circle: "🟠",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", warning: "⚠️", white_check_mark: "✅", x: "❌",
  no_entry: "⛔", no_entry_sign: "🚫", key: "🔑", bell: "🔔", no_bell: "🔕", hourglass: "⌛", lock: "🔒", tada: "🎉", wave: "👋",
  information_source: "ℹ️", question: "❓", bar_chart: "📊", chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈", rotating_light: "🚨", calendar: "📅", mag: "🔍", gear: "⚙️", arrow_up: "⬆️",
  arrow_down: "⬇️", arrow_right: "➡️", heavy_check_mark: "✔️", eyes: "👀", robot_face: "🤖", clock9: "🕘",
};

// Whatever begins first counts: code, <...>, *bold*, _italic_, ~struck~, :emoji:.
const TOKEN = new RegExp(
  [
    "```\\n?([^`]*)```",
    "`([^`\\n]+)`",
    "<([^<>\\n]*)>",
    "(?<![\\w*])\\*(\\S|\\S[^*\\n]*\\S)\\*(?![\\w*])",
    "(?<![\\w_])_(\\S|\\S[^_\\n]*\\S)_(?![\\w_])",
    "(?<![\\w~])~(\\S|\\S[^~\\n]*\\S)~(?![\\w~])",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "g",
);

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A text object: mrkdwn as markup, anything else as it is. */
export function text(object, reader) {
  return object.type === "mrkdwn" ? mrkdwn(object.text, reader) : [plain(object)];
}

/** Plain text as a string; emoji names count only where the object says so. */
export function plain(object) {
  const said = unescaped(object?.text ?? "");
  return object?.emoji === false ? said : said.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);
}

/** Markup as nodes; lines that begin with > are a quotation. */
export function mrkdwn(markup, reader) {
  const nodes = [];
  for (const part of markup.split(/((?:^|(?<=\n))&gt;[^\n]*(?:\n&gt;[^\n]*)*\n?)/)) {
    if (part.startsWith("&gt;")) {
      const quoted = part.replace(/^&gt; ?/gm, "").replace(/\n$/, "");
      nodes.push(el("blockquote", {}, inline(quoted, reader)));
    } else if (part) {
      nodes.push(...inline(part, reader));
    }
  }
  return nodes;
}

function inline(markup, reader) {
  const nodes = [];
  let from = 0;
  for (const found of markup.matchAll(TOKEN)) {
    nodes.push(unescaped(markup.slice(from, found.index)));
    from = found.index + found[0].length;
    const [all, pre, code, angle, bold, italic, struck, emoji] = found;
    if (pre !== undefined) nodes.push(el("pre", {}, unescaped(pre)));
    else if (code !== undefined) nodes.push(el("code", {}, unescaped(code)));
    else if (angle !== undefined) nodes.push(reference(angle, reader));
    else if (bold !== undefined) nodes.push(el("strong", {}, inline(bold, reader)));
    else if (italic !== undefined) nodes.push(el("em", {}, inline(italic, reader)));
    else if (struck !== undefined) nodes.push(el("s", {}, inline(struck, reader)));
    else nodes.push(EMOJI[emoji] ?? all);
  }
  nodes.push(unescaped(markup.slice(from)));
  return nodes;
}

// What stands in angle brackets: a person, a channel, a date, a call to everybody, or a link.
function reference(inside, reader) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescaped(inside.slice(bar + 1));
  if (target.startsWith("@")) return mention("@", target.slice(1), reader);
  if (target.startsWith("#")) return mention("#", target.slice(1), reader);
  if (target.startsWith("!date^")) return date(target.split("^"), label, reader);
  if (target.startsWith("!subteam^")) return mention("@", target.slice("!subteam^".length), reader);
  if (target.startsWith("!")) return el("span", { class: "mention ping" }, `@${target.slice(1)}`);
  return link(unescaped(target), label);
}

function mention(mark, id, reader) {
  const me = mark === "@" && id === reader.me.id;
  return el("span", { class: me ? "mention ping" : "mention" }, mark + (reader.names[id] ?? id));
}

/** A link that leaves the page and takes nothing along; other kinds of address stay text. */
function link(address, label) {
  if (!/^(https?:\/\/|mailto:)/.test(address)) return label || address;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label || address);
}

function date([, epoch, format, address], fallback, reader) {
  const moment = new Date(Number(epoch) * 1000);
  if (Number.isNaN(moment.getTime())) return fallback;
  const shown = (format ?? "").replace(/\{(\w+)\}/g, (all, token) => dateToken(token, moment, reader) ?? all);
  const time = el("time", { dateTime: moment.toISOString(), title: fallback }, shown);
  return address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, time) : time;
}

function dateToken(token, moment, reader) {
  const local = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: reader.me.zone, ...options }).format(moment);
  const short = { day: "numeric", month: "short", year: "numeric" };
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  switch (token) {
    case "date_num": return new Intl.DateTimeFormat("en-CA", { timeZone: reader.me.zone }).format(moment);
    case "date": return local({ ...short, month: "long" });
    case "date_short": return local(short);
    case "date_long": return local(long);
    case "date_pretty": return near(moment, reader) ?? local({ ...short, month: "long" });
    case "date_short_pretty": return near(moment, reader) ?? local(short);
    case "date_long_pretty": return near(moment, reader) ?? local(long);
    case "time": return local({ hour: "2-digit", minute: "2-digit" });
    case "time_secs": return local({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
    default: return undefined;
  }
}

/** The day in the reader's zone, as yyyy-mm-dd. */
export function day(moment, reader) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: reader.me.zone }).format(moment);
}

function near(moment, reader) {
  const off = Math.round((Date.parse(day(moment, reader)) - Date.parse(day(reader.now, reader))) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[off];
}

/** The elements of a rich_text block. */
export function richText(elements, reader) {
  return elements.map((element) => {
    const leaves = () => element.elements.map((each) => leaf(each, reader));
    switch (element.type) {
      case "rich_text_list":
        return el(element.style === "ordered" ? "ol" : "ul", {}, element.elements.map(
          (item) => el("li", {}, item.elements.map((each) => leaf(each, reader)))));
      case "rich_text_quote": return el("blockquote", {}, leaves());
      case "rich_text_preformatted": return el("pre", {}, leaves());
      default: return el("p", {}, leaves());
    }
  });
}

function leaf(each, reader) {
  switch (each.type) {
    case "user": return mention("@", each.user_id, reader);
    case "usergroup": return mention("@", each.usergroup_id, reader);
    case "channel": return mention("#", each.channel_id, reader);
    case "broadcast": return el("span", { class: "mention ping" }, `@${each.range}`);
    case "emoji": return EMOJI[each.name] ?? `:${each.name}:`;
    case "link": return link(each.url, each.text);
    case "date": return date([null, each.timestamp, each.format], each.fallback, reader);
    default: return styled(each);
  }
}

function styled(each) {
  let node = each.text;
  const style = each.style ?? {};
  if (style.code) node = el("code", {}, node);
  if (style.bold) node = el("strong", {}, node);
  if (style.italic) node = el("em", {}, node);
  if (style.strike) node = el("s", {}, node);
  return node;
}
