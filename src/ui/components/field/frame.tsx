import type { Child, PropsWithChildren } from 'hono/jsx';
import type { FieldFault } from '../../../kernel/errors.ts';
import type { View } from '../../view.ts';

/** What every field takes. The label is a question or a noun; the hint says what helps, never what is forbidden. */
export interface FieldProps {
  readonly view: View;
  readonly name: string;
  readonly label: string;
  readonly hint?: Child;
  /** All faults of the form; the field picks its own by name. */
  readonly faults?: readonly FieldFault[] | undefined;
  /** Fields are needed unless marked: "（选填）" is written behind the label. */
  readonly optional?: boolean | undefined;
  /** Only when the name occurs twice on a page. */
  readonly id?: string | undefined;
}

/** Where the error summary jumps to. */
export const fieldId = (name: string): string => name.replace(/[^\p{L}\p{N}_-]+/gu, '-').replace(/-$/, '');

export const faultOf = (props: FieldProps): FieldFault | undefined =>
  props.faults?.find(({ field }) => field === props.name || `${field}[]` === props.name);

export const idOf = (props: FieldProps): string => props.id ?? fieldId(props.name);

/** The attributes that tie a control to its hint and its fault. */
export function ties(props: FieldProps) {
  const id = idOf(props);
  const fault = faultOf(props) !== undefined;
  const described = [props.hint !== undefined && `${id}-hint`, fault && `${id}-fault`]
    .filter(Boolean)
    .join(' ');
  return {
    id,
    name: props.name,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': fault ? ('true' as const) : undefined,
  };
}

const Optional = ({ view }: { readonly view: View }) => (
  <span class="field-optional">{view.t('（选填）', ' (optional)')}</span>
);

const Texts = (props: FieldProps) => {
  const id = idOf(props);
  const fault = faultOf(props);
  return (
    <>
      {props.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="fault" id={`${id}-fault`}>
          {props.view.say(fault.message)}
        </p>
      )}
    </>
  );
};

/** Label, hint and fault around one control. */
export const FieldFrame = ({ children, ...props }: PropsWithChildren<FieldProps>) => (
  <div class={faultOf(props) ? 'field field-faulty' : 'field'}>
    <label for={idOf(props)}>
      {props.label}
      {props.optional && <Optional view={props.view} />}
    </label>
    <Texts {...props} />
    {children}
  </div>
);

/** The same around a group of controls that answer one question. */
export const FieldsetFrame = ({ children, ...props }: PropsWithChildren<FieldProps>) => {
  const { 'aria-describedby': describedBy } = ties(props);
  return (
    <fieldset class={faultOf(props) ? 'field field-faulty' : 'field'} aria-describedby={describedBy}>
      <legend>
        {props.label}
        {props.optional && <Optional view={props.view} />}
      </legend>
      <Texts {...props} />
      {children}
    </fieldset>
  );
};
