import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import classes from './button.module.css';

/** A link to a page of this site that looks like a button. */
export const ButtonLink = createLink(
  ({
    look = 'outlined',
    icon,
    after,
    className = '',
    children,
    ...others
  }: ComponentPropsWithRef<'a'> & { look?: 'outlined' | 'plain'; icon?: ReactNode; after?: ReactNode }) => (
    <a className={`${classes['button']} ${className}`} data-look={look} {...others}>
      {icon}
      {children}
      {after}
    </a>
  ),
);
