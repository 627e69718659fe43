import { Anchor } from '@mantine/core';
import type { AnchorProps } from '@mantine/core';
import { PageLink } from './page-link.tsx';
import type { PageLinkProps } from './page-link.tsx';

/** A link in text to a page of this site. */
export function TextLink(props: AnchorProps & Omit<PageLinkProps, keyof AnchorProps>) {
  return <Anchor component={PageLink} {...props} />;
}
