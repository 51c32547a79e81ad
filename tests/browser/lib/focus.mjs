// Whatever has the focus must be seen to have it, and must not lie behind something else (ACC-02).

/** What is wrong with the focus, or nothing. Runs in the page. */
export function lookAtFocus() {
  const node = document.activeElement;
  if (!node || node === document.body || node.id === "main") return null;
  const name = node.outerHTML.slice(0, 120);
  // Boxes to tick are drawn by their labels.
  const isDrawnByLabel = node.matches("input[type=radio], input[type=checkbox]") && node.labels?.length;
  const own = getComputedStyle(node);
  const drawn = isDrawnByLabel ? getComputedStyle(node.labels[0], "::before") : own;
  const seen = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  if (!seen(own) && !seen(drawn)) return `the focus cannot be seen: ${name}`;
  const shown = isDrawnByLabel ? node.labels[0] : node;
  const box = shown.getClientRects()[0];
  if (!box || !box.width || !box.height) return `the focus is on something without a place: ${name}`;
  const inside = (at, most) => Math.min(Math.max(at, 0), most - 1);
  for (const across of [0.5, 0.1, 0.9]) {
    for (const down of [0.5, 0.15, 0.85]) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down];
      if (x !== inside(x, innerWidth) || y !== inside(y, innerHeight)) continue;
      const top = document.elementFromPoint(x, y);
      if (top && (shown.contains(top) || top.contains(shown) || top.closest("label")?.control === node)) return null;
    }
  }
  return `the focus is hidden by something or outside of the window: ${name}`;
}

/** What Tab must come to: everything that can be used and is shown; of choices that exclude each other, one. Runs in the page. */
export function stops() {
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest("dialog, [inert], [aria-hidden=true]");
  const seen = new Set();
  const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
  return all.filter((node) => {
    if (!shown(node)) return false;
    if (node.type !== "radio") return true;
    if (seen.has(node.name)) return false;
    return seen.add(node.name);
  }).length;
}

/** Where the focus is: a name that is the same for the same control, or nothing. Runs in the page. */
export function here() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  if (node.type === "radio") return `radio ${node.name}`;
  window.pressed ??= new Map();
  if (!window.pressed.has(node)) window.pressed.set(node, window.pressed.size);
  return `${window.pressed.get(node)}: ${node.outerHTML.slice(0, 120)}`;
}
