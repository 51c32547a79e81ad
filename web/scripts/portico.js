// Small helps on top of pages that work without any script. Nothing here may keep anybody from going on.
// Each script stands in the pages that need it, at their end, and is fetched by nobody: what it changes is changed before
// the page is first seen.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

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
  const spoken = Object.assign(document.createElement("p"), { className: "usa-sr-only" });
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

// Printing.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
