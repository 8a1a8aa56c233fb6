/** A form that came back: the list of what to change is read and reached first. */
export function focusErrors(root) {
  root.querySelector('[data-error-summary]')?.focus();
}
