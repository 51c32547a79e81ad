// Type to search a long list: a combo box (WAI-ARIA) in front of the list, which keeps the value. This stands directly
// after the list.
const element = (name, attributes) => Object.assign(document.createElement(name), attributes);
const select = document.currentScript.previousElementSibling;
if (select.options.length >= 8) {
  const id = select.id;
  const listId = `${id}-found`;
  const input = element("input", { className: select.className.replace("usa-select", "usa-input"), type: "text", autocomplete: "off", placeholder: select.dataset.search });
  const list = element("ul", { id: listId, className: "pt-search-list", hidden: true });
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("aria-expanded", "false");
  set("aria-controls", listId);
  set("aria-autocomplete", "list");
  for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) set(name, select.getAttribute(name));
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${id}"]`).textContent);
  // Heard when the person pauses; that nothing was found is seen too.
  const status = element("p", { className: "usa-sr-only" });
  status.setAttribute("role", "status");
  let timer;
  const say = (count) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      status.className = count ? "usa-sr-only" : "usa-hint pt-count";
      status.textContent = count ? select.dataset.found.replace("#", count) : select.dataset.none;
      if (!count) status.scrollIntoView({ block: "nearest" });
    }, 500);
  };
  const quiet = () => {
    clearTimeout(timer);
    status.textContent = "";
  };
  const options = [...select.options].filter((option) => option.value);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let found = [];
  let current = -1;
  const close = () => {
    list.hidden = true;
    current = -1;
    set("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    select.value = option.value;
    input.value = option.text;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    quiet();
    close();
  };
  const mark = (next) => {
    current = (next + found.length) % found.length;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", at === current));
    const row = list.children[current];
    row.scrollIntoView({ block: "nearest" });
    set("aria-activedescendant", row.id);
  };
  const show = (typed) => {
    found = options.filter((option) => plain(option.text).includes(plain(typed)));
    list.replaceChildren(...found.map((option, at) => {
      const row = element("li", { id: `${listId}-${at}`, textContent: option.text });
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      // The box keeps the focus; what counts is letting go, so that one may still slide away (WCAG 2.5.2).
      row.addEventListener("mousedown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(option));
      return row;
    }));
    current = -1;
    list.hidden = !found.length;
    set("aria-expanded", String(!!found.length));
    list.scrollIntoView({ block: "nearest" });
    say(found.length);
  };
  input.addEventListener("input", () => {
    select.value = options.find((option) => plain(option.text) === plain(input.value))?.value ?? "";
    show(input.value);
  });
  input.addEventListener("click", () => list.hidden && show(select.value ? "" : input.value));
  input.addEventListener("blur", () => {
    if (!select.value && input.value && found.length === 1) choose(found[0]);
    close();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) show(select.value ? "" : input.value);
      if (found.length) mark(current < 0 && step < 0 ? found.length - 1 : current + step);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      choose(found[current]);
    } else if (event.key === "Escape") close();
  });
  // The label and the error summary now lead to the box people type in.
  select.id = `${id}-list`;
  select.hidden = true;
  input.id = id;
  if (select.value) input.value = select.selectedOptions[0].text;
  select.after(input, list, status);
}
