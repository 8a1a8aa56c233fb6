import type { View } from '../../view.ts';

/** Prints this page. Shown by the script; without one the browser's own menu does the same. */
export const PrintButton = ({ view }: { readonly view: View }) => (
  <button class="button button-secondary" type="button" hidden data-print>
    {view.t('打印这一页', 'Print this page')}
  </button>
);

interface ReadAloudProps {
  readonly view: View;
  /** Id of the part to read; the main text when left out. */
  readonly target?: string | undefined;
}

/** Reads the page with the browser's own voice. Shown only where there is a voice for this language. */
export const ReadAloud = ({ view, target = 'main' }: ReadAloudProps) => (
  <button
    class="button button-secondary"
    type="button"
    hidden
    data-read-aloud={target}
    data-stop={view.t('停止朗读', 'Stop reading')}
  >
    {view.t('读给我听', 'Read this to me')}
  </button>
);

/** Turns the desk's keys on and off, and lists them. Only on desks. */
export const KeyboardHelp = ({ view }: { readonly view: View }) => (
  <details class="keyboard-help" data-keyboard>
    <summary>{view.t('键盘操作', 'Keyboard')}</summary>
    <dl>
      {keys.map(([key, zh, en]) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{view.t(zh, en)}</dd>
        </div>
      ))}
    </dl>
    <button
      class="button button-secondary"
      type="button"
      hidden
      data-keyboard-switch
      data-on={view.t('关闭单键操作', 'Turn single keys off')}
      data-off={view.t('打开单键操作', 'Turn single keys on')}
    />
  </details>
);

const keys: readonly (readonly [string, string, string])[] = [
  ['j', '下一条', 'Next row'],
  ['k', '上一条', 'Previous row'],
  ['o', '打开这一条', 'Open the row'],
  ['/', '去搜索框', 'Go to search'],
  ['?', '看这份说明', 'Show this list'],
];
