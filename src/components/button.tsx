import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import classes from './button.module.css';
import hidden from './hidden.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `outlined` has a border; `plain` and the grey `quiet` are text only. */
  variant?: 'outlined' | 'plain' | 'quiet';
  size?: 'small' | 'tiny';
  /** Before the text. */
  icon?: ReactNode;
  /** After the text. */
  after?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/**
 * A button for what the page shows at once. It looks like the component library's, which isn't in the first load
 * (docs/adr/0005-mantine.md).
 */
export function Button({
  variant = 'outlined',
  size = 'small',
  icon,
  after,
  className = '',
  children,
  ...others
}: ButtonProps) {
  return (
    <button
      type="button"
      className={`${classes['button']} ${className}`}
      data-variant={variant}
      data-size={size}
      {...others}
    >
      {icon}
      {children}
      {after}
    </button>
  );
}

/** A button that is an icon alone, so it needs an `aria-label`. */
export function IconButton({
  on = false,
  variant = 'outlined',
  className = '',
  ...others
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  /** Whether the thing it toggles is on. */
  on?: boolean;
  variant?: 'outlined' | 'quiet';
  'aria-label': string;
}) {
  return (
    <button
      type="button"
      className={`${classes['button']} ${classes['icon']} ${className}`}
      data-variant={variant}
      data-on={on || undefined}
      {...others}
    />
  );
}

/** For assistive technology only. */
export function Hidden({ children, live = false }: { children: ReactNode; live?: boolean }) {
  return (
    <span className={hidden['hidden']} {...(live && { 'aria-live': 'polite' })}>
      {children}
    </span>
  );
}
