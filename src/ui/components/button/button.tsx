import type { PropsWithChildren } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';

/** One primary button a page. `danger` is for what cannot be taken back; it never looks like the main way on. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'plain';

interface ButtonProps {
  readonly kind?: ButtonKind | undefined;
  readonly type?: 'submit' | 'button' | 'reset' | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly formaction?: string | undefined;
  readonly form?: string | undefined;
  /** Skips the browser's own check of required fields: "save for later", "back". */
  readonly unchecked?: boolean | undefined;
  /** Says more than the label to those who only hear it: "接单：路灯不亮". */
  readonly describe?: string | undefined;
}

const buttonClass = (kind: ButtonKind): string => (kind === 'primary' ? 'button' : `button button-${kind}`);

/** Says what will happen, verb first: "提交", "交给市城管局". */
export const Button = ({
  kind = 'primary',
  type = 'submit',
  children,
  ...rest
}: PropsWithChildren<ButtonProps>) => (
  <button
    class={buttonClass(kind)}
    type={type}
    name={rest.name}
    value={rest.value}
    formaction={rest.formaction === undefined ? undefined : safeHref(rest.formaction)}
    form={rest.form}
    formnovalidate={rest.unchecked}
    aria-label={rest.describe}
  >
    {children}
  </button>
);

interface LinkButtonProps {
  readonly href: string;
  readonly kind?: ButtonKind | undefined;
  readonly describe?: string | undefined;
}

/** A link that is the next step: it goes somewhere and changes nothing. */
export const LinkButton = ({
  href,
  kind = 'primary',
  describe,
  children,
}: PropsWithChildren<LinkButtonProps>) => (
  <a class={buttonClass(kind)} href={safeHref(href)} aria-label={describe}>
    {children}
  </a>
);

interface LinkProps {
  readonly href: string;
  readonly rel?: string | undefined;
  readonly lang?: string | undefined;
}

/** A link in text whose address may come from data: anything but a page, phone or mail address goes nowhere. */
export const Link = ({ href, rel, lang, children }: PropsWithChildren<LinkProps>) => (
  <a href={safeHref(href)} rel={rel} lang={lang}>
    {children}
  </a>
);

/** Buttons beside each other, the main one first; under each other on a narrow phone. */
export const ButtonRow = ({ children }: PropsWithChildren) => <div class="button-row">{children}</div>;
