// Copying, saving and removing. The buttons are plain HTML on the page; one listener serves all.
// Saved passages are in this browser's storage, as ids, titles, digests and days: no text, and no
// question. Only the page of saved passages is told of them.
const KEY = 'wellread.saved';
const MOST = 200;
const SHOWN = 2000; // milliseconds for which a button says what it did

const kept = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
};

const keep = (entries) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
    return true;
  } catch {
    return false;
  }
};

const stored = () => {
  try {
    return localStorage.getItem(KEY) ?? '[]';
  } catch {
    return ''; // this browser lets no page keep anything
  }
};

const today = () => new Date().toISOString().slice(0, 10);

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain http from another machine there is no clipboard but this one.
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

const paint = () => {
  const ids = new Set(kept().map((entry) => entry?.id));
  for (const button of document.querySelectorAll('button[data-save]')) {
    const on = ids.has(button.dataset.save);
    const label = on ? 'Saved' : 'Save';
    if (button.textContent !== label) button.textContent = label;
    button.classList.toggle('on', on);
  }
};

let stop = () => {};
let mounted = 0;
export default function ({ parentElement, data, setStateValue }) {
  stop();
  const root = document.documentElement.dataset;
  const mine = String(++mounted);
  const live = parentElement.querySelector('[role=status]');
  const say = (text) => {
    live.textContent = '';
    setTimeout(() => { live.textContent = text; }, 50); // the same words again are said again
  };
  const tell = () => {
    paint();
    if (data?.tell && stored() !== data.heard) setStateValue('saved', stored());
  };
  const change = (entries, done) => {
    say(keep(entries) ? done : 'This browser does not let Wellread keep anything');
    tell();
  };
  const toggle = ({ save: id, title, digest }) => {
    const entries = kept();
    const others = entries.filter((entry) => entry?.id !== id);
    if (others.length < entries.length) change(others, 'Removed from saved passages');
    else if (entries.length >= MOST) say(`Not saved: ${MOST} passages is the most, remove some first`);
    else change([...entries, { id, title, digest, saved: today() }], 'Saved in this browser');
  };
  const act = async ({ target }) => {
    const button = target.closest?.('button');
    if (!button) return;
    if (button.matches('[data-copy]')) {
      const done = await copy(button.parentElement.querySelector('pre').textContent);
      button.focus({ preventScroll: true });
      say(done ? `${button.dataset.copy} copied` : 'Copying failed: select the text and copy it');
      if (!done) return;
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, SHOWN);
    } else if (button.matches('[data-save]')) {
      toggle(button.dataset);
    } else if (button.matches('[data-remove]')) {
      const id = button.dataset.remove;
      change(kept().filter((entry) => entry?.id !== id), 'Removed');
    } else if (button.matches('[data-remove-all]')) {
      change([], 'All removed');
    }
  };
  const elsewhere = ({ key }) => { if (key === KEY || key === null) tell(); };
  let waiting = 0;
  const watcher = new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(paint);
  });
  document.addEventListener('click', act);
  window.addEventListener('storage', elsewhere); // another tab
  watcher.observe(document.body, { childList: true, subtree: true });
  tell();
  root.keeping = mine; // from now on the buttons are seen: before, a press would be lost
  stop = () => {
    if (root.keeping === mine) delete root.keeping;
    document.removeEventListener('click', act);
    window.removeEventListener('storage', elsewhere);
    watcher.disconnect();
  };
  return stop;
}
