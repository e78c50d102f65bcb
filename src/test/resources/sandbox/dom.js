// Elements without markup: whatever text comes in becomes text nodes, so no name can turn into anything else.

/** An element with properties (aria-* and data-* as attributes, on* as listeners) and children; strings are text. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

/** The element of that id. */
export const byId = (id) => document.getElementById(id);
