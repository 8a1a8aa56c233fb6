import type { Child } from 'hono/jsx';
import { FieldFrame, type FieldProps, FieldsetFrame, idOf, ties } from './frame.tsx';

export interface Choice {
  readonly value: string;
  readonly label: Child;
  readonly hint?: Child;
}

interface SelectFieldProps extends FieldProps {
  /** Choices of one group follow each other; the group is named above them. */
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly group?: string | undefined;
  }[];
  readonly value?: string | undefined;
  /** The first, empty entry: "请选择". Left out when one choice is always right. */
  readonly prompt?: string | undefined;
}

/** For more than seven choices; fewer are radios, which show all answers at once. */
export const SelectField = (props: SelectFieldProps) => (
  <FieldFrame {...props}>
    <select {...ties(props)} class="input input-select">
      {props.prompt !== undefined && <option value="">{props.prompt}</option>}
      {groups(props.choices).map(([group, choices]) =>
        group === undefined ? (
          <Choices choices={choices} value={props.value} />
        ) : (
          <optgroup label={group}>
            <Choices choices={choices} value={props.value} />
          </optgroup>
        ),
      )}
    </select>
  </FieldFrame>
);

const Choices = ({ choices, value: chosen }: Pick<SelectFieldProps, 'choices' | 'value'>) => (
  <>
    {choices.map(({ value, label }) => (
      <option value={value} selected={value === chosen}>
        {label}
      </option>
    ))}
  </>
);

function groups(choices: SelectFieldProps['choices']) {
  const found = new Map<string | undefined, SelectFieldProps['choices'][number][]>();
  for (const choice of choices) found.set(choice.group, [...(found.get(choice.group) ?? []), choice]);
  return [...found];
}

interface RadioFieldProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  /** Beside each other where there is room: 是 / 否. */
  readonly inline?: boolean | undefined;
}

/** One of a few. */
export const RadioField = (props: RadioFieldProps) => (
  <FieldsetFrame {...props}>
    <div class={props.inline ? 'choices choices-inline' : 'choices'}>
      {props.choices.map((choice, index) => (
        <Option
          type="radio"
          name={props.name}
          id={optionId(props, index)}
          choice={choice}
          checked={choice.value === props.value}
        />
      ))}
    </div>
  </FieldsetFrame>
);

interface CheckboxFieldProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

/** Any of a few. */
export const CheckboxField = (props: CheckboxFieldProps) => (
  <FieldsetFrame {...props}>
    <div class="choices">
      {props.choices.map((choice, index) => (
        <Option
          type="checkbox"
          name={props.name}
          id={optionId(props, index)}
          choice={choice}
          checked={props.values?.includes(choice.value) ?? false}
        />
      ))}
    </div>
  </FieldsetFrame>
);

interface CheckboxProps {
  readonly name: string;
  readonly label: Child;
  readonly hint?: Child;
  readonly value?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly id?: string | undefined;
}

/** One statement to agree with, outside a group. */
export const Checkbox = ({ name, label, hint, value = 'yes', checked = false, id = name }: CheckboxProps) => (
  <Option type="checkbox" name={name} id={id} choice={{ value, label, hint }} checked={checked} />
);

// The first control carries the id of the field, so that the error summary lands on something that takes focus.
const optionId = (props: FieldProps, index: number): string =>
  index === 0 ? idOf(props) : `${idOf(props)}-${index + 1}`;

interface OptionProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly id: string;
  readonly choice: Choice;
  readonly checked: boolean;
}

const Option = ({ type, name, id, choice, checked }: OptionProps) => (
  <div class="choice">
    <input
      type={type}
      name={name}
      id={id}
      value={choice.value}
      checked={checked}
      aria-describedby={choice.hint === undefined ? undefined : `${id}-about`}
    />
    <label for={id}>{choice.label}</label>
    {choice.hint !== undefined && (
      <p class="hint" id={`${id}-about`}>
        {choice.hint}
      </p>
    )}
  </div>
);
