/** Counts as people count: one per character, also for rare ones outside the basic plane. */
export function countCharacters(root) {
  for (const area of root.querySelectorAll('textarea[data-limit]')) {
    const counter = area.parentElement.querySelector('[data-counter]');
    if (!counter) continue;
    const say = () => {
      const left = Number(area.dataset.limit) - [...area.value].length;
      counter.textContent = counter.dataset[left < 0 ? 'over' : 'left'].replace('{n}', Math.abs(left));
      counter.className = left < 0 ? 'fault' : 'hint';
    };
    area.addEventListener('input', say);
    if (area.value) say();
    announce(area, counter);
  }
}

/** A screen reader hears the count only after a pause, not with every key. */
function announce(area, counter) {
  const spoken = document.createElement('p');
  spoken.className = 'visually-hidden';
  spoken.setAttribute('role', 'status');
  counter.after(spoken);
  let pause;
  area.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      spoken.textContent = counter.textContent;
    }, 1500);
  });
}
