import type { PropsWithChildren } from 'hono/jsx';
import type { FieldFault } from '../../../kernel/errors.ts';
import { safeHref } from '../../safe-href.ts';
import type { View } from '../../view.ts';
import { fieldId } from './frame.tsx';

/** The proof that this form was on a page of ours. Every POST form carries it. */
export const CsrfField = ({ view }: { readonly view: View }) => (
  <input type="hidden" name="_csrf" value={view.csrf} />
);

interface FormProps {
  readonly view: View;
  readonly action: string;
  /** Needed as soon as the form holds a file field. */
  readonly files?: boolean | undefined;
  readonly id?: string | undefined;
}

/** A form that changes something: POST, with its token, checked by the server and sent once. */
export const Form = ({ view, action, files = false, id, children }: PropsWithChildren<FormProps>) => (
  <form
    class="form"
    method="post"
    action={safeHref(action)}
    enctype={files ? 'multipart/form-data' : undefined}
    id={id}
    novalidate
    data-sending={view.t('正在提交…', 'Sending…')}
  >
    <CsrfField view={view} />
    {children}
  </form>
);

interface ErrorSummaryProps {
  readonly view: View;
  readonly faults: readonly FieldFault[];
  /** Only when a page shows two. */
  readonly id?: string | undefined;
}

/** On top of a form that came back: how many places, each a link to its field. Nothing when there are none. */
export function ErrorSummary({ view, faults, id = 'error-summary' }: ErrorSummaryProps) {
  if (faults.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} aria-labelledby={`${id}-title`} data-error-summary>
      <h2 id={`${id}-title`}>
        {view.t(
          `还有 ${faults.length} 处需要修改，您填的内容都在`,
          `${faults.length === 1 ? 'One place needs' : `${faults.length} places need`} a change; what you wrote is kept`,
        )}
      </h2>
      <ul role="list">
        {faults.map(({ field, message }) => (
          <li>
            <a href={`#${fieldId(field)}`}>{view.say(message)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
