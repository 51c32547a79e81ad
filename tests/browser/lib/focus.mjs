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
