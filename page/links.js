// Links: to articles they are followed in this visit, in one step, and another tab is told what it
// has to know. `keys.py` puts this before `keys.js`.

// The way to Python, and the link that waits for it: between two pages there is none for a moment.
const way = { send: null, waiting: null, left: null };

function follow(href) {
  if (!isArticle(location.pathname)) way.left = location.search;
  way.waiting = way.send ? null : href;
  way.send?.("followed", href);
}

const isArticle = (path) => path.endsWith("/article");

// Streamlit first writes the article's name behind the address of the page that is left, and then
// opens the article's: for who goes Back these are one step.
function stepOnce() {
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const next = new URL(address ?? "", location.href).pathname;
    const second = way.left !== null && next !== location.pathname && location.search !== way.left;
    if (next !== location.pathname) way.left = null;
    if (second && isArticle(next)) history.replaceState(state, title, address);
    else push(state, title, address);
  };
}

function click(event) {
  const link = event.target.closest?.('.stHtml a[href^="article?"]'); // not Streamlit's own
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault(); // no new visit: what this one knows, a private question too, stays
  follow(link.getAttribute("href"));
}

// A link that is opened in another tab begins a visit of its own, which would not know that searches
// are private: the link tells it. Followed here it is as it was, and so is its address.
function carryPrivate(event) {
  const link = event.target.closest?.("a[href]:not([href^='#'])");
  if (!link || link.origin !== location.origin) return;
  const to = new URL(link.href);
  const isOn = document.querySelector("[data-private]") !== null;
  if (to.searchParams.has("private") === isOn) return;
  if (isOn) to.searchParams.set("private", "1");
  else to.searchParams.delete("private");
  const relative = link.closest(".stHtml") !== null; // `click` knows these by how they begin
  link.setAttribute("href", relative ? to.pathname.split("/").pop() + to.search : to.href);
}

// Streamlit's own links to pages would be followed here, even where another tab was asked for.
function leaveToBrowser(event) {
  const asked = event.ctrlKey || event.metaKey || event.shiftKey;
  if (asked && event.target.closest?.(".stPageLink a")) event.stopPropagation();
}

function beginLinks() {
  document.addEventListener("click", leaveToBrowser, true);
  document.addEventListener("click", click);
  for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, carryPrivate);
  stepOnce();
}
