// Before a sign-in ends: a warning with one button that keeps it (WCAG 2.2.1). After it ended, the page does not go on
// showing what it holds: what was typed in a question goes to the server, which keeps it; other forms wait, covered.
const dialog = document.getElementById("session-dialog");
if (dialog.showModal) {
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
  const boxes = "main form:not([method=get]) :is(textarea, input:not([type=hidden]))";
  const isTyped = () => [...document.querySelectorAll(boxes)].some((box) => box.value !== box.defaultValue);
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
