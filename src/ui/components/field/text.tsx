import { FieldFrame, type FieldProps, ties } from './frame.tsx';

/** Width that shows how much is expected; the field still takes more. */
type Width = 'short' | 'medium' | 'full';

interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?:
    | 'text'
    | 'tel'
    | 'email'
    | 'password'
    | 'number'
    | 'url'
    | 'time'
    | 'datetime-local'
    | undefined;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'text' | undefined;
  readonly autocomplete?: string | undefined;
  readonly maxlength?: number | undefined;
  readonly width?: Width | undefined;
}

const required = (props: FieldProps) => (props.optional ? undefined : true);

/** One line. `autocomplete` spares typing: 'name', 'tel', 'street-address', 'one-time-code', 'current-password'. */
export const TextField = (props: TextFieldProps) => (
  <FieldFrame {...props}>
    <input
      {...ties(props)}
      class={`input input-${props.width ?? 'full'}`}
      type={props.type ?? 'text'}
      value={props.value}
      inputmode={props.inputmode}
      autocomplete={props.autocomplete}
      maxlength={props.maxlength}
      aria-required={required(props)}
      spellcheck={props.type === undefined || props.type === 'text' ? undefined : false}
    />
  </FieldFrame>
);

interface TextAreaFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  /** Characters as people count them. Counted aloud under the field, never cut: the server decides. */
  readonly limit?: number | undefined;
  /** Offer to keep what is typed in this browser until it is sent. Not for anything secret. */
  readonly keepDraft?: boolean | undefined;
}

/** Several lines. */
export const TextAreaField = (props: TextAreaFieldProps) => (
  <FieldFrame {...props}>
    <textarea
      {...ties(props)}
      class="input"
      rows={props.rows ?? 5}
      aria-required={required(props)}
      data-limit={props.limit}
      data-draft={props.keepDraft}
    >
      {props.value ?? ''}
    </textarea>
    {props.limit !== undefined && (
      <p
        class="hint"
        data-counter
        data-left={props.view.t('还可以写 {n} 个字', '{n} characters left')}
        data-over={props.view.t('超出 {n} 个字', '{n} characters too many')}
      >
        {props.view.t(`最多 ${props.limit} 个字`, `At most ${props.limit} characters`)}
      </p>
    )}
  </FieldFrame>
);

interface DateFieldProps extends FieldProps {
  /** yyyy-mm-dd. */
  readonly value?: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** A calendar day, with the picker of the reader's own phone; typed where there is none. Arrives as yyyy-mm-dd. */
export const DateField = (props: DateFieldProps) => (
  <FieldFrame {...props}>
    <input
      {...ties(props)}
      class="input input-medium"
      type="date"
      value={props.value}
      min={props.min}
      max={props.max}
    />
  </FieldFrame>
);

interface FileFieldProps extends FieldProps {
  /** 'image/*', '.pdf,.docx' */
  readonly accept?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** Opens the camera on phones. */
  readonly camera?: boolean | undefined;
}

/** Files or photos. Say in the hint how many, how large, and what else to do for those who have none. */
export const FileField = (props: FileFieldProps) => (
  <FieldFrame {...props}>
    <input
      id={ties(props).id}
      name={props.name}
      aria-describedby={ties(props)['aria-describedby']}
      class="input input-file"
      type="file"
      accept={props.accept}
      multiple={props.multiple}
      capture={props.camera ? 'environment' : undefined}
    />
  </FieldFrame>
);
