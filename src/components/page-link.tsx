import type { ComponentPropsWithRef } from 'react';
import { goToAfterPaint } from '../lib/address.ts';
import { isPlainClick } from '../lib/plain-click.ts';

export type PageLinkProps = ComponentPropsWithRef<'a'> & { readonly href: string };

/** A link to a page of this site, which is followed without reloading the page. */
export function PageLink({ href, onClick, children, ...others }: PageLinkProps) {
  return (
    <a
      {...others}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        goToAfterPaint(href);
      }}
    >
      {children}
    </a>
  );
}
