import { countCharacters } from './count-characters.js';
import { focusErrors } from './focus-errors.js';
import { keepDraft } from './keep-draft.js';
import { printPage } from './print-page.js';
import { readAloud } from './read-aloud.js';
import { refreshRegion } from './refresh-region.js';
import { sendOnce } from './send-once.js';

// Every page works without any of these.
for (const enhance of [
  sendOnce,
  countCharacters,
  keepDraft,
  printPage,
  readAloud,
  refreshRegion,
  focusErrors,
]) {
  enhance(document);
}
