// What can be clicked, chosen or filled in.
import { el } from "./dom.js";
import { plain, text } from "./text.js";

/**
 * Draws one element.
 * surface: reader; use(blockId, actionId, value, confirm) for what the bot hears of at once.
 * In an input block it stays quiet until the surface is submitted, unless the block says otherwise.
 */
export function element(spec, block, surface, quiet = false) {
  const key = `${block.block_id}/${spec.action_id}`;
  const tell = (value) => {
    if (!quiet || block.dispatch_action) surface.use(block.block_id, spec.action_id, value, spec.confirm);
  };
  const common = { "data-entry": key, "aria-label": quiet ? undefined : placeholder(spec) || "Choose" };
  switch (spec.type) {
    case "button": return button(spec, tell, surface);
    case "static_select": return select(spec, common, tell);
    case "multi_static_select": return checks(spec, common, tell, spec.initial_options);
    case "checkboxes": return checks(spec, common, tell, spec.initial_options);
    case "radio_buttons": return radios(spec, common, tell);
    case "overflow": return overflow(spec, tell);
    case "users_select": return people(spec, common, tell, surface);
    case "datepicker": return field("date", spec.initial_date, spec, common, tell);
    case "timepicker": return field("time", spec.initial_time, spec, common, tell);
    case "number_input": return field("number", spec.initial_value, spec, common, tell);
    case "email_text_input": return field("email", spec.initial_value, spec, common, tell);
    case "url_text_input": return field("url", spec.initial_value, spec, common, tell);
    case "plain_text_input":
      return spec.multiline ? area(spec, common) : field("text", spec.initial_value, spec, common, tell);
    case "image": return el("span", { class: "picture", role: "img", "aria-label": spec.alt_text }, spec.alt_text);
    default: return el("span", { class: "unknown" }, `[${spec.type}]`);
  }
}

/** What stands in the inputs of a surface, by block_id/action_id. */
export function entered(root) {
  const values = {};
  for (const input of root.querySelectorAll("[data-entry]")) {
    const value = read(input);
    if (value || input.matches("input, textarea, .checks")) values[input.dataset.entry] = value;
  }
  return values;
}

/** Puts entered values back after the surface was drawn anew. */
export function restore(root, values) {
  for (const input of root.querySelectorAll("[data-entry]")) {
    const value = values[input.dataset.entry];
    if (value === undefined) continue;
    if (!input.matches(".checks, .radios")) input.value = value;
    else for (const box of input.querySelectorAll("input")) box.checked = value.split(",").includes(box.value);
  }
}

function read(input) {
  if (!input.matches(".checks, .radios")) return input.value;
  return [...input.querySelectorAll("input:checked")].map((box) => box.value).join(",");
}

function placeholder(spec) {
  return plain(spec.placeholder);
}

function button(spec, tell, surface) {
  const properties = {
    type: "button",
    class: spec.style ?? "",
    "aria-label": spec.accessibility_label,
    onclick: () => tell(""),
  };
  const label = text(spec.text, surface.reader);
  if (!spec.url) return el("button", properties, label);
  // A button with an address opens it, and the bot hears of the click all the same.
  return el("a", { ...properties, type: undefined, class: `button ${spec.style ?? ""}`, href: safe(spec.url),
    target: "_blank", rel: "noopener noreferrer" }, label);
}

const safe = (url) => (/^https?:\/\//.test(url) ? url : undefined);

function options(spec) {
  const one = (each) => el("option", { value: each.value }, plain(each.text));
  return spec.option_groups
    ? spec.option_groups.map((group) => el("optgroup", { label: plain(group.label) }, group.options.map(one)))
    : spec.options.map(one);
}

function select(spec, common, tell) {
  const first = el("option", { value: "" }, placeholder(spec) || "Choose");
  const drawn = el("select", { ...common, onchange: () => drawn.value && tell(drawn.value) }, first, options(spec));
  drawn.value = spec.initial_option?.value ?? "";
  return drawn;
}

function people(spec, common, tell, surface) {
  const first = el("option", { value: "" }, placeholder(spec) || "Choose");
  const names = Object.entries(surface.reader.names).filter(([id]) => /^[UW]/.test(id));
  const drawn = el("select", { ...common, onchange: () => drawn.value && tell(drawn.value) }, first,
    names.map(([id, name]) => el("option", { value: id }, `@${name}`)));
  drawn.value = spec.initial_user ?? "";
  return drawn;
}

function choices(spec, kind, name, isOn) {
  const all = spec.options ?? spec.option_groups.flatMap((group) => group.options);
  return all.map((each) => el("label", {}, el("input", { type: kind, name, value: each.value, checked: isOn(each) }),
    el("span", {}, plain(each.text), each.description ? el("small", {}, plain(each.description)) : "")));
}

function checks(spec, common, tell, initial = []) {
  const drawn = el("span", { ...common, class: "checks", role: "group", onchange: () => tell(read(drawn)) },
    choices(spec, "checkbox", "", (each) => initial.some((one) => one.value === each.value)));
  return drawn;
}

let groups = 0;

function radios(spec, common, tell) {
  const name = `radios-${groups++}`;
  const drawn = el("span", { ...common, class: "radios", role: "radiogroup", onchange: () => tell(read(drawn)) },
    choices(spec, "radio", name, (each) => spec.initial_option?.value === each.value));
  return drawn;
}

/** A menu of things to do: it chooses nothing for good. */
function overflow(spec, tell) {
  const drawn = el("select", { class: "overflow", "aria-label": spec.accessibility_label ?? "More actions", onchange: () => {
    const { value } = drawn;
    drawn.value = "";
    if (value) tell(value);
  } }, el("option", { value: "" }, "⋯"), options(spec));
  return drawn;
}

function field(type, initial, spec, common, tell) {
  return el("input", { ...common, type, value: initial ?? "", placeholder: placeholder(spec),
    maxLength: spec.max_length, min: spec.min_value, max: spec.max_value,
    step: type === "number" && spec.is_decimal_allowed ? "any" : undefined,
    onchange: (event) => tell(event.target.value) });
}

function area(spec, common) {
  return el("textarea", { ...common, value: spec.initial_value ?? "", placeholder: placeholder(spec), rows: 4,
    maxLength: spec.max_length });
}
