// Looks that somebody with a screen reader or a magnifier has at a page. Each runs in the page and gives lines.

/** Controls whose name already holds what describes them: a screen reader says it twice. */
export function said() {
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const texts = (ids) => clean(ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? `(no ${id})`).join(" "));
  const wrong = [];
  for (const control of document.querySelectorAll("main [aria-describedby]")) {
    const { labels } = control;
    const name = control.hasAttribute("aria-labelledby") ? texts(control.getAttribute("aria-labelledby")) : clean([...(labels ?? [])].map((one) => one.textContent).join(" "));
    const about = texts(control.getAttribute("aria-describedby"));
    if (about.includes("(no ")) wrong.push(`described by what is not there: ${control.outerHTML.slice(0, 160)}`);
    if (about && name.endsWith(about)) wrong.push(`said twice, “${about}”: ${control.id}`);
  }
  return wrong;
}

/** Hints in forms that no control, group or label has. */
export function tied() {
  const used = new Set([...document.querySelectorAll("[aria-describedby], [aria-labelledby]")]
    .flatMap((one) => `${one.getAttribute("aria-describedby") ?? ""} ${one.getAttribute("aria-labelledby") ?? ""}`.split(" ")));
  return [...document.querySelectorAll("main form :is(.usa-hint, .usa-error-message, .usa-input-prefix)")]
    .filter((one) => !(one.id && used.has(one.id)) && !one.closest("label, legend, [role=status]"))
    .map((one) => `said to nobody: ${one.outerHTML.slice(0, 160)}`);
}

/** Boxes to tick that are somewhere else than their labels. */
export function ticked() {
  return [...document.querySelectorAll("main :is(input[type=radio], input[type=checkbox])")].filter((box) => {
    const own = box.getBoundingClientRect();
    const label = box.labels[0].getBoundingClientRect();
    if (!label.width) return false;
    const isInside = own.left >= label.left - 1 && own.right <= label.right + 1 && own.top >= label.top - 1 && own.bottom <= label.bottom + 1;
    return !isInside || own.width < 20 || own.height < 20;
  }).map((box) => `${box.id} is at ${Math.round(box.getBoundingClientRect().left)}, ${Math.round(box.getBoundingClientRect().top)}`);
}

/** Buttons and links of one name that do different things. */
export function twins() {
  const names = new Map();
  const name = (node) => (node.getAttribute("aria-label") ?? node.textContent).replace(/\s+/g, " ").trim();
  for (const node of document.querySelectorAll("main :is(a[href], button)")) {
    if (!node.checkVisibility()) continue;
    const fields = node.form && [...new FormData(node.form)].map(([key, value]) => `${key}=${value}`).join("&");
    const does = node.href ?? `${node.form?.action}?${fields}&${node.name}=${node.value}`;
    const before = names.get(name(node));
    if (before !== undefined && before !== does) return [`“${name(node)}” is ${before} and ${does}`];
    names.set(name(node), does);
  }
  return [];
}

/** Headings of the same depth, one of a part and one inside of it. */
export function headings() {
  const depth = (node) => Number(node.tagName.slice(1));
  return [...document.querySelectorAll("main section")].flatMap((part) => {
    const [own, ...inside] = part.querySelectorAll("h1, h2, h3, h4, h5");
    return inside.filter((one) => depth(one) <= depth(own)).map((one) => `“${one.textContent.trim()}” lies in “${own.textContent.trim()}”, and is as high`);
  });
}

/** Notices of what the last press did that do not have the focus. */
export function unread() {
  return [...document.querySelectorAll("main .usa-alert--success")]
    .filter((one) => document.activeElement !== one).map((one) => one.textContent.trim().slice(0, 60));
}

/** Subjects of messages without a language of their own. */
export function strange() {
  if (!location.pathname.includes("/mailbox/")) return [];
  return [...document.querySelectorAll("h1 bdi, h2 bdi, main .pt-list-plain a")].filter((one) => !one.closest("[lang]:not(html)")).map((one) => one.textContent);
}

/** Parts that a choice below them brings up, and boxes for files that take a camera's alone. */
export function late() {
  const parts = [...document.querySelectorAll("[data-only-when]")].filter((part) => {
    const control = document.getElementById(part.dataset.onlyWhen);
    return control && !(control.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  return [...parts, ...document.querySelectorAll("[capture]")].map((one) => one.outerHTML.trim().slice(0, 120));
}

/** With the colors forced: a box drawn around a mistake, and steps that cannot be seen. */
export function forced() {
  const side = (node, edge) => parseFloat(getComputedStyle(node)[`border${edge}Width`]);
  const boxed = [...document.querySelectorAll(".usa-form-group--error")].filter((one) => side(one, "Right") > 0 || side(one, "Left") === 0);
  const ground = getComputedStyle(document.body).backgroundColor;
  const steps = [...document.querySelectorAll(".pt-steps .usa-step-indicator__segment")]
    .filter((one) => getComputedStyle(one, "::after").backgroundColor === ground);
  return [...boxed.map((one) => `a box around ${one.textContent.trim().slice(0, 30)}`), ...steps.map((one) => `not seen: ${one.className}`)];
}
