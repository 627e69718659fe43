import type { SelectHTMLAttributes } from 'react';
import classes from './field.module.css';

/** The browser's own drop-down list, styled like the page's buttons. */
export function Select({
  options,
  ...others
}: SelectHTMLAttributes<HTMLSelectElement> & {
  options: readonly { readonly value: string; readonly label: string }[];
  'aria-label': string;
}) {
  return (
    <select className={classes['select']} {...others}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
