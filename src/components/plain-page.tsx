import type { ReactNode } from 'react';
import classes from './plain-page.module.css';

/** A page of nothing but words, in place of the one that was asked for. */
export function PlainPage({
  title,
  alert = false,
  children,
}: {
  title: string;
  /** Whether it tells of something that went wrong. */
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
