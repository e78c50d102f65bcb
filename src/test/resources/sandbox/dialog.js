// The dialog the bot has opened, and the question before a button that asks for one.
import { blocks } from "./blocks.js";
import { byId, el } from "./dom.js";
import { entered, restore } from "./elements.js";
import { plain, text } from "./text.js";

let shown = { id: "", revision: 0 };

// What stands in the inputs of each open dialog, by id: it is still there when the one on top of it is closed.
let kept = {};

/**
 * Shows this view on top, or nothing where there is none.
 * on: use(view, block, action, value, confirm), submit(view, values), close(view) that one, shut() all that are open,
 * closed() where the focus is lost
 */
export function showModal(view, reader, on) {
  const dialog = byId("modal");
  if (!view) {
    shown = { id: "", revision: 0 };
    kept = {};
    if (!dialog.open) return;
    dialog.close();
    dialog.replaceChildren();
    if (document.activeElement === document.body) on.closed();
    return;
  }
  if (view.id === shown.id && view.revision === shown.revision) return;
  kept[shown.id] = entered(dialog);
  const focused = view.id === shown.id ? document.activeElement?.dataset?.entry : undefined;
  shown = view;
  dialog.replaceChildren(form(view, reader, on));
  restore(dialog, kept[view.id] ?? {});
  dialog.oncancel = (event) => {
    event.preventDefault();
    on.close(view);
  };
  if (!dialog.open) dialog.showModal();
  const inputs = [...dialog.querySelectorAll("[data-entry]")];
  const next = inputs.find((input) => input.dataset.entry === focused) ?? dialog.querySelector("[aria-invalid]")
    ?? inputs[0] ?? dialog.querySelector("footer button");
  next?.focus();
}

function form(view, reader, on) {
  const surface = {
    reader,
    use: (block, action, value, confirm) => on.use(view, block, action, value, confirm),
  };
  const { title, submit, close, blocks: list } = view.view;
  const drawn = el("form", { noValidate: true, onsubmit: (event) => {
    event.preventDefault();
    const send = drawn.querySelector("footer .primary");
    if (!send || send.disabled) return;
    send.disabled = true;
    on.submit(view, entered(drawn)).finally(() => { send.disabled = false; });
  } },
  el("header", {}, el("h2", { id: "modal-title" }, plain(title)),
    el("button", { type: "button", class: "shut", "aria-label": "Close", onclick: () => on.shut() }, "✕")),
  view.below ? el("button", { type: "button", class: "back", onclick: () => on.close(view) }, `‹ Back to ${view.below}`) : "",
  el("div", { class: "blocks", "aria-live": "polite" }, blocks(list, surface, view.errors)),
  el("footer", {},
    el("button", { type: "button", onclick: () => on.close(view) }, close ? plain(close) : "Close"),
    submit ? el("button", { type: "submit", class: "primary" }, plain(submit)) : ""));
  return drawn;
}

/** Asks before a button that carries a confirm; settles to whether it is wanted. */
export function sure(confirm, reader) {
  if (!confirm) return Promise.resolve(true);
  const dialog = byId("confirm");
  return new Promise((settle) => {
    const end = (wanted) => {
      dialog.close();
      settle(wanted);
    };
    dialog.oncancel = (event) => {
      event.preventDefault();
      end(false);
    };
    dialog.replaceChildren(
      el("header", {}, el("h2", { id: "confirm-title" }, plain(confirm.title))),
      el("div", { class: "blocks" }, el("div", { class: "said" }, text(confirm.text, reader))),
      el("footer", {},
        el("button", { type: "button", onclick: () => end(false) }, plain(confirm.deny)),
        el("button", { type: "button", class: confirm.style ?? "primary", onclick: () => end(true) }, plain(confirm.confirm))),
    );
    dialog.showModal();
  });
}
