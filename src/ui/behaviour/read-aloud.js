/** Shows the button once the browser has a voice for the page's language; a second press stops. */
export function readAloud(root) {
  const voices = globalThis.speechSynthesis;
  if (!voices) return;
  for (const button of root.querySelectorAll('[data-read-aloud]')) {
    const reveal = () => {
      if (voiceFor(voices)) button.hidden = false;
    };
    reveal();
    voices.addEventListener?.('voiceschanged', reveal);
    button.addEventListener('click', () => toggle(voices, button));
  }
  addEventListener('pagehide', () => voices.cancel());
}

const language = () => document.documentElement.lang.slice(0, 2);
const voiceFor = (voices) => voices.getVoices().find((voice) => voice.lang.startsWith(language()));

function toggle(voices, button) {
  const rest = button.dataset.label ?? button.textContent;
  button.dataset.label = rest;
  const stop = () => {
    button.textContent = rest;
  };
  if (voices.speaking) {
    voices.cancel();
    stop();
    return;
  }
  const speech = new SpeechSynthesisUtterance(textOf(button.dataset.readAloud));
  speech.voice = voiceFor(voices);
  speech.lang = speech.voice.lang;
  speech.rate = 0.9;
  speech.onend = stop;
  button.textContent = button.dataset.stop;
  voices.speak(speech);
}

// What is hidden on screen is not read out: textContent would include it.
// biome-ignore lint/performance/useDomNodeTextContent: innerText leaves out hidden parts
const textOf = (id) => document.getElementById(id)?.innerText ?? '';
