import { Alert, Code, List } from '@mantine/core';
import { useState } from 'react';
import type { Source } from '../../aws/source.ts';
import type { Ignored } from '../criteria.ts';
import { parseView } from '../criteria-link.ts';
import { unknownSources } from '../sources.ts';

/** What the link that the reader came with said too much, until they dismiss the notice of it. */
let ignored: readonly Ignored[] = [];

/** Notes what of the link can't be used. To be called before the router replaces the address. */
export function rememberArrival(
  { pathname, search }: { readonly pathname: string; readonly search: string },
  sources: readonly Source[],
): void {
  if (pathname !== '/jobs') return;
  const { view, ignored: unread } = parseView(search);
  ignored = [...unread, ...unknownSources(sources, view)];
}

/** Says which parts of the link that the reader came with were left out, and why. */
export function IgnoredNotice() {
  const [hidden, setHidden] = useState(ignored.length === 0);
  if (hidden) return null;
  const shown = ignored.slice(0, 5);
  return (
    <Alert
      color="yellow"
      role="alert"
      styles={{ title: { color: 'var(--macie-orange)' }, closeButton: { color: 'var(--macie-orange)' } }}
      title={`${ignored.length === 1 ? 'One part' : `${ignored.length.toLocaleString('en')} parts`} of this link could not be used`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => {
        ignored = [];
        setHidden(true);
      }}
    >
      The rest of it counts, so the list may hold more jobs than its sender meant.
      <List size="sm" mt="xs">
        {shown.map(({ parameter, value, reason }) => (
          <List.Item key={`${parameter}=${value}`} style={{ overflowWrap: 'anywhere' }}>
            <Code>
              {parameter}={value}
            </Code>{' '}
            {reason}
          </List.Item>
        ))}
        {ignored.length > shown.length && (
          <List.Item>and {(ignored.length - shown.length).toLocaleString('en')} more</List.Item>
        )}
      </List>
    </Alert>
  );
}
