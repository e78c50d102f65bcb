// Block Kit as nodes.
import { el } from "./dom.js";
import { element } from "./elements.js";
import { plain, richText, text } from "./text.js";

/** Draws the blocks of a message or view. */
export function blocks(list, surface, errors = {}) {
  return list.map((block) => draw(block, surface, errors[block.block_id]));
}

function draw(block, surface, error) {
  switch (block.type) {
    case "header": return el("h3", { class: "header" }, plain(block.text));
    case "divider": return el("hr");
    case "section": return section(block, surface);
    case "context": return el("div", { class: "context" }, block.elements.map((each) => context(each, block, surface)));
    case "actions":
    case "context_actions":
      return el("div", { class: "actions" }, block.elements.map((each) => element(each, block, surface)));
    case "input": return input(block, surface, error);
    case "rich_text": return el("div", { class: "rich" }, richText(block.elements, surface.reader));
    case "image": return el("div", { class: "picture", role: "img", "aria-label": block.alt_text }, block.alt_text);
    case "table": return table(block, surface);
    case "markdown": return el("div", { class: "section" }, block.text);
    default: return el("div", { class: "unknown" }, `[${block.type}]`);
  }
}

function section(block, surface) {
  const said = el("div", { class: "said" });
  if (block.text) said.append(...text(block.text, surface.reader));
  if (block.fields) {
    said.append(el("div", { class: "fields" }, block.fields.map((field) => el("div", {}, text(field, surface.reader)))));
  }
  const accessory = block.accessory ? el("div", { class: "accessory" }, element(block.accessory, block, surface)) : "";
  return el("div", { class: "section" }, said, accessory);
}

function context(each, block, surface) {
  return each.type === "image" ? element(each, block, surface) : el("span", {}, text(each, surface.reader));
}

let inputs = 0;

function input(block, surface, error) {
  const id = `input-${inputs++}`;
  const drawn = element(block.element, block, surface, true);
  const label = plain(block.label) + (block.optional ? " (optional)" : "");
  const notes = [];
  if (block.hint) notes.push(el("p", { class: "hint", id: `${id}-hint` }, plain(block.hint)));
  if (error) notes.push(el("p", { class: "error", id: `${id}-error`, role: "alert" }, error));
  if (notes.length) drawn.setAttribute("aria-describedby", notes.map((note) => note.id).join(" "));
  if (error) drawn.setAttribute("aria-invalid", "true");
  if (drawn.matches("input, select, textarea")) {
    drawn.id = id;
    return el("div", { class: "input" }, el("label", { htmlFor: id }, label), drawn, notes);
  }
  // A group of boxes is named by its label, and has no single field to point at.
  drawn.setAttribute("aria-labelledby", `${id}-label`);
  return el("div", { class: "input" }, el("span", { class: "label", id: `${id}-label` }, label), drawn, notes);
}

function table(block, surface) {
  const cell = (spec, tag) => el(tag, {}, spec.type === "rich_text" ? richText(spec.elements, surface.reader) : spec.text);
  const [head, ...rows] = block.rows;
  return el("div", { class: "table" }, el("table", {},
    el("thead", {}, el("tr", {}, head.map((each) => cell(each, "th")))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((each) => cell(each, "td")))))));
}
