// Small helps on top of pages that work without any script. Nothing here may keep anybody from going on.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const element = (name, attributes = {}) => Object.assign(document.createElement(name), attributes);

// Problems on the page are read first; if there is none, what the last press did.
document.querySelector("#errors, main [autofocus]")?.focus();

// A second press within three seconds is a slip of the finger; after that it is a retry, and goes through.
for (const form of all("form[method=post]")) {
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sentAt < 3000) event.preventDefault();
    else sentAt = event.timeStamp;
  });
  addEventListener("pageshow", () => (sentAt = -Infinity));
}

// Characters left: shown at once, spoken when the person pauses.
for (const text of all("textarea[data-max]")) {
  const shown = document.querySelector(`[data-count-for="${text.id}"]`);
  if (!shown) continue;
  const spoken = element("p", { className: "usa-sr-only" });
  spoken.setAttribute("aria-live", "polite");
  shown.after(spoken);
  let timer;
  const update = () => {
    const left = Number(text.dataset.max) - [...text.value].length;
    shown.textContent = (left < 0 ? shown.dataset.over : shown.dataset.left).replace("#", Math.abs(left));
    shown.classList.toggle("pt-count-over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = shown.textContent), 1000);
  };
  text.addEventListener("input", update);
  if (text.value) update();
}

// "None of these" and the others exclude each other.
for (const none of all("input[data-excludes]")) {
  const others = all(`input[name="${none.name}"]`).filter((box) => box !== none);
  none.addEventListener("change", () => none.checked && others.forEach((box) => (box.checked = false)));
  for (const box of others) box.addEventListener("change", () => box.checked && (none.checked = false));
}

// Parts that only matter for one answer of another control (urbanization: Puerto Rico).
for (const part of all("[data-only-when]")) {
  const control = document.getElementById(part.dataset.onlyWhen);
  if (!control) continue;
  const filled = all("input", part).some((input) => input.value || input.ariaInvalid);
  const update = () => (part.hidden = control.value !== part.dataset.onlyValue && !filled);
  control.addEventListener("change", update);
  update();
}

// Names of the files chosen.
for (const shown of all("[data-file-for]")) {
  const input = document.getElementById(shown.dataset.fileFor);
  input?.addEventListener("change", () => {
    const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
    shown.textContent = [...input.files].map((file) => `${file.name} (${size(file.size)})`).join(", ");
  });
}

// Type to search a long list: a combo box (WAI-ARIA) in front of the list, which keeps the value.
for (const select of all("select[data-search]")) {
  if (select.options.length < 8) continue;
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

// Printing.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Before a sign-in ends: a warning with one button that keeps it (WCAG 2.2.1). After it ended, the page does not go on
// showing what it holds: what was typed in a question goes to the server, which keeps it; other forms wait, covered.
const dialog = document.getElementById("session-dialog");
if (dialog?.showModal) {
  const { sessionSeconds, sessionWarn } = document.body.dataset;
  const left = dialog.querySelector("[data-session-left]");
  const { action } = dialog.querySelector("form");
  let endsAt;
  let timer;
  let isPutAside = false;
  const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const lives = (seconds) => {
    endsAt = Date.now() + seconds * 1000;
    isPutAside = false;
    if (seconds > sessionWarn) dialog.close();
    clearInterval(timer);
    timer = setInterval(look, 1000);
  };
  // Rejects when the session is over.
  const extend = () => fetch(action, { method: "POST", headers: { accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
    .then(({ seconds }) => lives(seconds));
  const isTyped = () => all("main form:not([method=get]) :is(textarea, input:not([type=hidden]))").some((box) => box.value !== box.defaultValue);
  const end = () => {
    clearInterval(timer);
    dialog.close();
    const question = document.querySelector("form[data-keep]");
    if (question) question.submit();
    else if (isTyped()) ended.showModal();
    else location.reload();
  };
  // The server's clock decides: a moment later it has ended there too.
  const look = () => {
    const seconds = Math.round((endsAt - Date.now()) / 1000);
    if (seconds > sessionWarn) return;
    if (seconds < -2) return end();
    if (!dialog.open && !isPutAside) dialog.showModal();
    left.textContent = clock(Math.max(0, seconds));
  };
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    extend().catch((answer) => (answer.status ? end() : dialog.querySelector("form").submit()));
  });
  dialog.addEventListener("cancel", () => (isPutAside = true));
  const ended = document.getElementById("session-ended");
  ended.querySelector("button").addEventListener("click", () => extend().then(() => ended.close(), () => {}));
  // Closed in any other way, nothing stays on the page.
  ended.addEventListener("cancel", () => location.reload());
  lives(sessionSeconds);
}
