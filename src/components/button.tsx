import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import classes from './button.module.css';
import hidden from './hidden.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `outlined` stands out from the page, `plain` and, in grey, `quiet` are words that can be pressed. */
  look?: 'outlined' | 'plain' | 'quiet';
  size?: 'small' | 'tiny';
  /** Stands before the words. */
  icon?: ReactNode;
  /** Stands behind them. */
  after?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/**
 * A button of what the page shows at once. It looks like the component library's, which takes several times as long to
 * draw: too long for a page full of buttons that is drawn with each change.
 */
export function Button({
  look = 'outlined',
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
      data-look={look}
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
  look = 'outlined',
  className = '',
  ...others
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  /** Whether what it switches is on. */
  on?: boolean;
  look?: 'outlined' | 'quiet';
  'aria-label': string;
}) {
  return (
    <button
      type="button"
      className={`${classes['button']} ${classes['icon']} ${className}`}
      data-look={look}
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
