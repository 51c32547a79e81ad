// Whether everything on a page can be read, however the browser was set up: nothing cut off, nothing over another text.

/** Texts that are cut off or lie over each other, as lines. Runs in the page. */
export function unreadable() {
  const hidden = (node) => node.closest(".usa-sr-only, .usa-skipnav, [hidden], dialog:not([open]), details:not([open]) > :not(summary)");
  const wrong = [];
  for (const node of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(node);
    if (hidden(node) || !node.textContent.trim() || node.matches("select, option, svg, svg *")) continue;
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const isWide = cuts(style.overflowX) && node.scrollWidth > node.clientWidth + 1;
    const isHigh = cuts(style.overflowY) && node.scrollHeight > node.clientHeight + 1;
    if (node.clientWidth && (isWide || isHigh)) wrong.push(`cut off: ${node.outerHTML.slice(0, 120)}`);
  }
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || hidden(parent) || parent.closest("select, script, svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width > 1 && box.height > 1) lines.push({ box, text: text.data.trim().slice(0, 50) });
    }
  }
  const shared = (a, b) => [
    Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  ];
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      const [across, down] = shared(one.box, other.box);
      // Lines of one paragraph may touch; half a line over another cannot be read.
      if (across > 3 && down > Math.min(one.box.height, other.box.height) / 2) wrong.push(`“${one.text}” lies over “${other.text}”`);
    }
  });
  return wrong;
}

/** Controls whose focus or edge cannot be seen with the colors forced, as lines. Runs in the page. */
export function unseenInForcedColors() {
  const wrong = [];
  const drawn = (style, edge) => style[`${edge}Style`] !== "none" && parseFloat(style[`${edge}Width`]) > 0;
  for (const node of document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)")) {
    if (!node.getClientRects().length || node.closest("dialog")) continue;
    const label = node.matches("input[type=radio], input[type=checkbox]") ? node.labels[0] : null;
    const name = node.outerHTML.slice(0, 120);
    // A unit stands before its box within one edge.
    const edged = node.closest(".usa-input-group") ?? node;
    const style = () => (label ? getComputedStyle(label, "::before") : getComputedStyle(node));
    if (!node.matches("a, summary, .pt-link-button, input[type=file]") && !["borderTop", "outline"].some((edge) => drawn(edged === node ? style() : getComputedStyle(edged), edge))) {
      wrong.push(`no edge: ${name}`);
    }
    node.focus({ focusVisible: true });
    if (document.activeElement === node && ![style(), getComputedStyle(node)].some((one) => drawn(one, "outline"))) wrong.push(`no focus: ${name}`);
  }
  return wrong;
}

/** Whatever moves or fades, as lines. Runs in the page. */
export function moving() {
  const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
  const wrong = document.getAnimations({ subtree: true }).map((one) => `moves: ${one.effect?.target?.outerHTML.slice(0, 120)}`);
  for (const node of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(node, part);
      if (seconds(style.transitionDuration) > 0 || (style.animationName !== "none" && seconds(style.animationDuration) > 0)) {
        wrong.push(`may move: ${node.outerHTML.slice(0, 120)}`);
      }
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior !== "auto") wrong.push("scrolls by moving");
  return wrong;
}

/** Edges of controls and marks of the focus that stand out less than 3 to 1 from what is around them, as lines. Runs in the page. */
export function faint() {
  const wrong = new Set();
  const numbers = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  /** The ground as seen: what shines through is mixed with what lies under it. */
  const behind = (node) => {
    if (!node) return "rgb(255, 255, 255)";
    const [r, g, b, part = 1] = numbers(getComputedStyle(node).backgroundColor);
    if (part === 1) return `rgb(${r}, ${g}, ${b})`;
    const under = numbers(behind(node.parentElement));
    return `rgb(${[r, g, b].map((own, at) => Math.round(own * part + under[at] * (1 - part))).join(", ")})`;
  };
  const look = (node, what, colour, ground) => {
    if (ratio(colour, ground) < 3) wrong.add(`${what} ${colour} on ${ground}, ${ratio(colour, ground).toFixed(2)} to 1: ${node.outerHTML.slice(0, 120)}`);
  };
  for (const node of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    if (!node.getClientRects().length || node.closest("dialog")) continue;
    const label = node.matches("input[type=radio], input[type=checkbox]") ? node.labels[0] : null;
    const around = behind(node.parentElement);
    if (label) look(node, "edge", getComputedStyle(label, "::before").boxShadow.match(/rgba?\([^)]*\)/)?.[0] ?? "none", behind(label));
    else if (node.matches("input:not([type=file]), select, textarea")) {
      const { borderTopColor } = getComputedStyle(node.closest(".usa-input-group") ?? node);
      // Either side will do: a white box on dark ground needs no line.
      if (ratio(behind(node), around) < 3) look(node, "edge", borderTopColor, around);
    }
    node.focus({ focusVisible: true });
    if (document.activeElement !== node) continue;
    const marks = [getComputedStyle(node), ...(label ? [getComputedStyle(label, "::before")] : [])];
    const mark = marks.find((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
    if (mark) look(node, "focus", mark.outlineColor, around);
  }
  return [...wrong];
}
