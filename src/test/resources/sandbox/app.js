// The page: who one is, where one is, and what one types.
import { blocks } from "./blocks.js";
import { showModal, sure } from "./dialog.js";
import { byId, el } from "./dom.js";
import { entered, restore } from "./elements.js";
import { forget, showMessages } from "./messages.js";
import { act, watch } from "./server.js";

const TRIES = ["/stale-keys", "/stale-keys mine", "/stale-keys critical", "/stale-keys user goran", "/stale-keys help"];

const here = new URLSearchParams(location.hash.slice(1));
let me = here.get("as") ?? "U0ADMIN01";
let place = here.get("in") ?? "";
let screen;
let stop = () => {};
let homeShown = "";
let lost = false;
let usedLast = "";

// What each person has seen of each place, and of the others' direct messages, by revision.
const seen = {};

function see(key, revision) {
  seen[key] = Math.max(seen[key] ?? 0, revision);
}

const newest = (channel) => Math.max(0, ...channel.messages.map((message) => message.revision));
const unread = (channel) => channel.messages.filter((each) => each.revision > (seen[`${me} ${channel.id}`] ?? 0)).length;

function be(person, goTo) {
  me = person;
  place = goTo ?? place;
  stop();
  forget();
  homeShown = "";
  if (place === "home") does("home");
  stop = watch(person, onScreen, () => {
    lost = true;
    say("The sandbox does not answer. Is it still running?");
  });
}

function onScreen(news) {
  if (news.me) screen = news;
  else if (screen) screen.now = news.now;
  if (screen?.me.id !== me) return;
  if (lost) say("");
  lost = false;
  clock();
  if (news.me) draw();
}

const reader = () => ({ me: screen.me, names: screen.names, botUser: screen.botUser, now: new Date(screen.now) });

function draw() {
  const channels = [...screen.channels, screen.direct];
  if (place !== "home" && !channels.some((each) => each.id === place)) place = channels[0].id;
  history.replaceState(null, "", `#as=${me}&in=${place}`);
  const open = channels.find((each) => each.id === place);
  if (open) see(`${me} ${open.id}`, newest(open));
  see(me, screen.cast.find((each) => each.id === me).news);
  personas();
  places();
  heading(open);
  byId("composer").hidden = !open;
  if (open) {
    homeShown = "";
    messages(open);
  } else {
    home();
  }
  showModal(screen.modal, reader(), {
    use: (view, block, action, value, confirm) =>
      using(confirm, byId("modal"), "use", { view: view.id, block, action, value, entered: entered(byId("modal")) }),
    submit: (view, values) => does("submit", { view: view.id, entered: values }),
    close: (view) => does("close", { view: view.id }),
    shut: () => does("shut"),
    // What had opened the dialog may have been drawn anew behind it.
    closed: () => (document.querySelector(`.home, [data-ts="${usedLast}"]`) ?? byId("line")).focus(),
  });
}

function clock() {
  const now = new Date(screen.now);
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: screen.me.zone, weekday: "short", day: "numeric",
    month: "short", hour: "2-digit", minute: "2-digit" }).format(now);
  byId("now").textContent = shown;
  byId("now").dateTime = screen.now;
}

function personas() {
  const select = byId("persona");
  const label = (each) => `${each.realName}, ${each.part}`;
  if (select.options.length !== screen.cast.length) {
    select.replaceChildren(...screen.cast.map((each) => el("option", { value: each.id }, label(each))));
  }
  select.value = me;
  const others = screen.cast.filter((each) => each.id !== me && each.news > (seen[each.id] ?? 0));
  byId("others").hidden = others.length === 0;
  byId("news").replaceChildren(...others.map((each) => el("li", {}, el("button", {
    type: "button",
    onclick: () => be(each.id, `D${each.id.slice(1)}`),
  }, `${each.realName} has news`))));
}

function places() {
  const item = (id, label, count) => el("li", {}, el("button", {
    type: "button",
    "aria-current": place === id ? "page" : undefined,
    onclick: () => go(id),
  }, el("span", {}, label), count ? el("b", { "aria-label": `${count} new` }, String(count)) : ""));
  redraw(byId("channels"), screen.channels.map((each) => item(each.id, `# ${each.name}`, unread(each))));
  redraw(byId("app"), [item("home", "Home", 0), item(screen.direct.id, "Messages", unread(screen.direct))]);
}

// The keyboard stays where it was.
function redraw(list, items) {
  const index = [...list.children].findIndex((each) => each.contains(document.activeElement));
  list.replaceChildren(...items);
  list.children[index]?.querySelector("button").focus();
}

function go(id) {
  place = id;
  if (id === "home") does("home");
  draw();
}

function heading(open) {
  const direct = open === screen.direct;
  byId("place").textContent = !open ? `${screen.bot}: Home` : direct ? `${screen.bot}: Messages` : `# ${open.name}`;
  byId("line").placeholder = direct || !open ? "/stale-keys" : `Message #${open.name}, or /stale-keys`;
  byId("about").textContent = !open ? "What the app shows to you alone" : direct
    ? "Direct messages between you and the app" : `A channel that ${screen.bot} is in`;
}

function messages(open) {
  const root = byId("messages");
  if (!open.messages.length) {
    forget();
    root.replaceChildren(el("p", { class: "empty" }, "Nothing has been said here yet. Type /stale-keys below."));
    return;
  }
  if (root.querySelector(":scope > .empty, :scope > .home")) root.replaceChildren();
  showMessages(root, `${me} ${open.id}`, open.messages, reader(), {
    use: (message, article, block, action, value, confirm) =>
      using(confirm, article, "use", { in: open.id, ts: message.ts, block, action, value, entered: entered(article) }),
  });
}

function home() {
  const root = byId("messages");
  const now = screen.home ? `${screen.home.id} ${screen.home.revision}` : "none";
  if (now === homeShown) return;
  homeShown = now;
  forget();
  if (!screen.home) {
    root.replaceChildren(el("p", { class: "empty" }, `${screen.bot} has published no Home for you.`));
    return;
  }
  const before = root.querySelector(":scope > .home");
  const focused = before?.contains(document.activeElement);
  const view = el("div", { class: "home", tabIndex: -1 });
  const surface = { reader: reader(), use: (block, action, value, confirm) =>
    using(confirm, view, "use", { view: screen.home.id, block, action, value, entered: entered(view) }) };
  view.append(...blocks(screen.home.view.blocks, surface));
  root.replaceChildren(view);
  if (before) restore(view, entered(before));
  if (focused) view.focus();
}

async function using(confirm, root, deed, told) {
  if (!(await sure(confirm, reader()))) return;
  usedLast = told.ts ?? usedLast;
  root.setAttribute("aria-busy", "true");
  await does(deed, told);
  root.removeAttribute("aria-busy");
}

async function does(deed, told) {
  const said = await act(me, deed, told);
  if (said) say(said);
  return said;
}

let quiet;

function say(sentence) {
  const status = byId("status");
  clearTimeout(quiet);
  status.textContent = sentence;
  if (sentence) quiet = setTimeout(() => say(""), 10_000);
}

async function passTime(deed, told) {
  const buttons = document.querySelectorAll(".clock button");
  for (const button of buttons) button.disabled = true;
  say("Time goes by ...");
  await does(deed, told) || say(`It is ${byId("now").textContent} now.`);
  for (const button of buttons) button.disabled = false;
}

async function send(line) {
  const said = await does("type", { in: place, text: line });
  if (!said) byId("line").value = "";
}

byId("persona").addEventListener("change", (event) => be(event.target.value));
byId("digest").addEventListener("click", () => passTime("digest"));
for (const button of document.querySelectorAll("[data-days]")) {
  button.addEventListener("click", () => passTime("days", { days: Number(button.dataset.days) }));
}
byId("tries").append(...TRIES.map((command) => el("button", { type: "button", onclick: () => send(command) }, command)));
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send(byId("line").value.trim());
});
be(me);
