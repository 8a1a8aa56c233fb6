const COOKIE = 'desk-keys';
const enabled = () => !document.cookie.split('; ').includes(`${COOKIE}=off`);

function remember(on) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox
  document.cookie = `${COOKIE}=${on ? 'on' : 'off'}; path=/; max-age=31536000; samesite=lax`;
}

const typing = (target) => target.closest('input, textarea, select, [contenteditable]');
const rows = () =>
  [...document.querySelectorAll('.table tbody tr')].filter((row) => row.querySelector('th a'));

/** Single keys for the first list on a desk page: j, k, o, / and ?. Off for good with one press (WCAG 2.1.4). */
export function deskKeys(root) {
  offerSwitch(root);
  root.addEventListener('keydown', (event) => {
    if (!enabled() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const act = { j: () => move(1), k: () => move(-1), o: openRow, '/': goToSearch, '?': showHelp }[
      event.key
    ];
    if (act?.()) event.preventDefault();
  });
}

function move(by) {
  const all = rows();
  const at = all.findIndex((row) => 'current' in row.dataset);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return false;
  if (at >= 0) delete all[at].dataset.current;
  next.dataset.current = '';
  next.querySelector('th a').focus();
  return true;
}

function openRow() {
  const link = document.querySelector('.table tr[data-current] th a');
  link?.click();
  return link !== null;
}

function goToSearch() {
  const field = document.querySelector('[data-search]');
  field?.focus();
  return field !== null;
}

function showHelp() {
  const help = document.querySelector('[data-keyboard]');
  if (!help) return false;
  help.open = !help.open;
  help.querySelector('summary').focus();
  return true;
}

function offerSwitch(root) {
  for (const button of root.querySelectorAll('[data-keyboard-switch]')) {
    const say = () => {
      button.textContent = enabled() ? button.dataset.on : button.dataset.off;
    };
    button.hidden = false;
    say();
    button.addEventListener('click', () => {
      remember(!enabled());
      say();
    });
  }
}
