/** A second click on "submit" sends nothing; the button says that the first one is on its way. */
export function sendOnce(root) {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    const button = event.submitter;
    if (!button || !form.dataset.sending) return;
    button.setAttribute('aria-disabled', 'true');
    // The label changes, the element stays: its name and value must still be sent.
    button.dataset.label = button.textContent;
    button.textContent = form.dataset.sending;
  });
  // Coming back with the browser's button shows the kept page: it can be sent again.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll('form[data-sent]')) reopen(form);
  });
}

function reopen(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('[aria-disabled]')) {
    button.removeAttribute('aria-disabled');
    button.textContent = button.dataset.label;
  }
}
