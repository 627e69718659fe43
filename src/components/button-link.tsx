import type { ReactNode } from 'react';
import { PageLink } from './page-link.tsx';
import type { PageLinkProps } from './page-link.tsx';
import classes from './button.module.css';

/** A link to a page of this site that looks like a button. */
export function ButtonLink({
  variant = 'outlined',
  icon,
  after,
  className = '',
  children,
  ...others
}: PageLinkProps & {
  variant?: 'outlined' | 'plain';
  icon?: ReactNode;
  after?: ReactNode;
}) {
  return (
    <PageLink className={`${classes['button']} ${className}`} data-variant={variant} {...others}>
      {icon}
      {children}
      {after}
    </PageLink>
  );
}
