import type { ReactNode } from 'react';
import { PageLink } from './page-link.tsx';
import type { PageLinkProps } from './page-link.tsx';
import classes from './button.module.css';

/** A link to a page of this site that looks like a button. */
export function ButtonLink({
  look = 'outlined',
  icon,
  after,
  className = '',
  children,
  ...others
}: PageLinkProps & {
  look?: 'outlined' | 'plain';
  icon?: ReactNode;
  after?: ReactNode;
}) {
  return (
    <PageLink className={`${classes['button']} ${className}`} data-look={look} {...others}>
      {icon}
      {children}
      {after}
    </PageLink>
  );
}
