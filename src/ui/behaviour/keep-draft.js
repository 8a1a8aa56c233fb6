const WORDS = {
  zh: ['上次写到一半的内容还在这台设备上。', '接着写', '不要了，删除'],
  en: ['What you began to write is still on this device.', 'Continue', 'Delete it'],
};

/** Keeps a long text in this browser until it is sent, and offers it back; nothing is filled in unasked. */
export function keepDraft(root) {
  for (const area of root.querySelectorAll('textarea[data-draft]')) {
    const key = `draft:${location.pathname}:${area.name}`;
    const kept = read(key);
    if (kept && !area.value) offer(area, key, kept);
    area.addEventListener('input', () => write(key, area.value));
    area.form?.addEventListener('submit', () => write(key, ''));
  }
}

function offer(area, key, kept) {
  const [sentence, again, forget] = WORDS[document.documentElement.lang === 'en' ? 'en' : 'zh'];
  const line = document.createElement('p');
  line.className = 'hint';
  const close = (text) => {
    if (text) area.value = text;
    else write(key, '');
    line.remove();
    area.dispatchEvent(new Event('input'));
    area.focus();
  };
  line.append(
    sentence,
    ' ',
    button(again, () => close(kept)),
    button(forget, () => close('')),
  );
  area.before(line);
}

function button(label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button button-plain';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

// A browser may refuse storage (private windows, full disk): then there is simply no draft.
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Nothing to tell: the text stands in the field.
  }
}
