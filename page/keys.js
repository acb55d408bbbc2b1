// Keys, what screen readers are told, and where the focus goes when what had it is gone.
// It works on the whole page, so it is there once on each; all of its words are constants.

const FIELDS =
  "input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea, select, " +
  "[contenteditable=''], [contenteditable=true], [role=combobox], [role=textbox], [role=listbox]";
const REACHED = "a[href], button:not(:disabled), input:not(:disabled), textarea, select, summary";
const CARD = '[class*="st-key-hit-"]';
const SOURCE = ".open a[href]";
const SAVE = "button[data-save]";
const OFF = "wellread.keys"; // where this browser keeps that the keys are off
const HELP = `
  <h2 id="wellread-keys-name">Keys</h2>
  <dl>
    <div><dt><kbd>/</kbd></dt><dd>Type a question</dd></div>
    <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>Next result, result before</dd></div>
    <div><dt><kbd>o</kbd></dt><dd>Open its source</dd></div>
    <div><dt><kbd>s</kbd></dt><dd>Save it, or take it out again</dd></div>
    <div><dt><kbd>?</kbd></dt><dd>Show these keys</dd></div>
  </dl>
  <p><label><input type="checkbox"> Use these keys</label></p>
  <p>They do nothing while you type.</p>
  <button type="button" autofocus>Close</button>`;

const all = (selector) => [...document.querySelectorAll(selector)];
const box = () => document.querySelector(".st-key-question input");
const app = () => document.querySelector("[data-testid=stApp]");
const isRunning = () => app().dataset.testScriptState !== "notRunning";

// --- Keys ---------------------------------------------------------------------------------------

function areOn() {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

function turn(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "off");
  } catch {
    // it holds until the page is left
  }
}

const titles = () => all(`${CARD} .hit h2`).filter((title) => title.checkVisibility());
const current = () => document.activeElement?.closest(CARD);

function step(by) {
  const found = titles();
  const at = found.findIndex((title) => title.closest(CARD) === current());
  const next = at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by;
  if (!found[next]) return;
  focusOn(found[next]);
  found[next].closest(CARD).scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const place = current() ?? (titles().length ? null : document.querySelector(".stMain"));
  place?.querySelector(selector)?.click();
}

let wanted = false; // the box is to have the focus as soon as it is there

function goToBox() {
  if (box()) {
    box().focus();
    box().select();
    return;
  }
  wanted = true;
  document.querySelector(".st-key-pages a")?.click();
}

const KEYS = {
  "/": goToBox,
  j: () => step(1),
  k: () => step(-1),
  o: () => press(SOURCE),
  s: () => press(SAVE),
  "?": showKeys,
};

function act(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.composedPath()[0].closest?.(FIELDS)) return;
  if (event.key === "r" || event.key === "c") event.stopImmediatePropagation(); // Streamlit's own
  if (event.type !== "keydown" || event.defaultPrevented || !areOn()) return;
  if (!Object.hasOwn(KEYS, event.key) || document.querySelector("dialog[open]")) return;
  if (event.repeat && "os".includes(event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function showKeys() {
  const dialog = document.getElementById("wellread-keys") ?? document.createElement("dialog");
  if (!dialog.isConnected) {
    dialog.id = "wellread-keys";
    dialog.setAttribute("aria-labelledby", "wellread-keys-name");
    dialog.innerHTML = HELP;
    dialog.querySelector("button").onclick = () => dialog.close();
    dialog.querySelector("input").onchange = (event) => turn(event.target.checked);
    document.body.append(dialog);
  }
  dialog.querySelector("input").checked = areOn();
  if (!dialog.open) dialog.showModal();
}

// --- What screen readers are told -----------------------------------------------------------------

let told = "";
let say = () => {};

// Closed, so that neither a search in the page nor a selection meets the words twice.
function makeRegion() {
  const host = document.createElement("div");
  host.id = "wellread-said";
  host.className = "unseen";
  const place = document.createElement("p");
  place.setAttribute("role", "status");
  host.attachShadow({ mode: "closed" }).append(place);
  document.body.append(host);
  return (words) => {
    host.dataset.said = words;
    place.textContent = words;
  };
}

// Streamlit draws its elements anew, so a live region among them is not reliable: this one stays.
function tell() {
  const said = all(".stMain [data-say]").map((each) => each.innerText.trim()).join(". ");
  const about = `${location.pathname} ${box()?.value ?? ""} ${said}`;
  if (about === told) return;
  told = about;
  say("");
  setTimeout(() => say(said), 100); // the same words again are a change, too
}

// --- Focus ----------------------------------------------------------------------------------------

let had = null; // what had the focus, and the names of what it stood in, from the inside out
let around = [];
let page = "";

function remember(event) {
  had = event.target;
  around = [];
  for (let at = had; at; at = at.parentElement) {
    around.push(...[...at.classList].filter((name) => name.startsWith("st-key-")));
  }
}

function forget(event) {
  const left = event.target;
  const whole = () => left.isConnected && !left.disabled && document.hasFocus();
  setTimeout(() => {
    if (had === left && whole() && document.activeElement === document.body) had = null;
  });
}

function focusOn(place) {
  if (!place.matches(REACHED)) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function heir() {
  const question = document.querySelector('[class*="st-key-confirm"] [role=alert]');
  if (question) return question;
  const near = page === location.pathname ? around : [];
  for (const name of near) {
    const place = document.querySelector(`.${CSS.escape(name)}`);
    const found = place?.querySelector(`.hit h2, ${REACHED}`);
    if (found?.checkVisibility()) return found;
  }
  return document.querySelector(near.length ? ".stMain [data-say]" : ".stMain h1")
    ?? document.querySelector(".stMain h1");
}

function keepFocus() {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (wanted && box()) {
    wanted = false;
    box().focus();
  } else if (lost && had && (!had.isConnected || had.disabled)) {
    const next = heir();
    if (next) focusOn(next);
  }
  page = location.pathname;
}

// --- All of it ------------------------------------------------------------------------------------

let timer = 0;

// What hangs below the root (help lines, the keys) has the page's colours, changed ones too.
function matchColours() {
  document.documentElement.style.colorScheme = getComputedStyle(app()).colorScheme;
}

function settle() {
  matchColours();
  if (isRunning()) return;
  tell();
  keepFocus();
}

function settleSoon() {
  clearTimeout(timer);
  timer = setTimeout(settle, 120);
}

function begin() {
  say = makeRegion();
  page = location.pathname;
  for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, act, true);
  beginLinks();
  document.addEventListener("click", ({ target }) => target.closest?.("[data-keys]") && showKeys());
  document.addEventListener("focusin", remember);
  document.addEventListener("focusout", forget);
  new MutationObserver(settleSoon).observe(app(), { attributeFilter: ["class"] });
  new MutationObserver(settleSoon).observe(app(), {
    attributeFilter: ["data-test-script-state"],
    childList: true,
    subtree: true,
  });
  return way;
}

export default function ({ setTriggerValue }) {
  const shared = (window.wellread ??= begin()); // once, however often this is drawn
  shared.send = setTriggerValue;
  if (shared.waiting) {
    setTriggerValue("followed", shared.waiting);
    shared.waiting = null;
  }
  settleSoon();
  return () => {
    shared.send = null;
  };
}
