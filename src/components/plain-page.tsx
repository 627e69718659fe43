import type { ReactNode } from 'react';
import classes from './plain-page.module.css';

/** A page of text in place of the one that was requested. */
export function PlainPage({
  title,
  alert = false,
  children,
}: {
  title: string;
  /** Whether it reports a failure. */
  alert?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes['page']} {...(alert && { role: 'alert' })}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
