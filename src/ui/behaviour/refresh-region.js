const SECONDS = 30;

/**
 * Fetches this same page now and then and takes over the part with the same id. The old part stays when the
 * fetch fails, when the page is not looked at, and while the reader's focus is inside.
 */
export function refreshRegion(root) {
  for (const region of root.querySelectorAll('[data-refresh][id]')) {
    const seconds = Math.max(5, Number(region.dataset.refresh) || SECONDS);
    setInterval(() => refresh(region.id), seconds * 1000);
  }
}

async function refresh(id) {
  const old = document.getElementById(id);
  if (!old || document.hidden || old.contains(document.activeElement)) return;
  const fresh = await fetchPart(id);
  if (!fresh) return;
  old.replaceChildren(...fresh.childNodes);
  for (const line of document.querySelectorAll('[data-refreshed]')) {
    const now = new Date().toLocaleTimeString('zh-CN', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: 'Asia/Shanghai',
    });
    line.textContent = line.dataset.text.replace('{time}', now);
  }
}

async function fetchPart(id) {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id);
  } catch {
    return null;
  }
}
