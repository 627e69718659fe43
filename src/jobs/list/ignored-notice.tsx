import { Alert, Code, List } from '@mantine/core';
import { useState } from 'react';
import { parseView } from '../criteria-link.ts';

/*
 * The router replaces the address with its canonical form as soon as it starts, so what a link said
 * too much has to be read before that.
 */
const ARRIVED = parseView(globalThis.location?.pathname === '/jobs' ? globalThis.location.search : '').ignored;

/** Says which parts of the link that the reader came with were left out, and why. */
export function IgnoredNotice() {
  const [ignored, setIgnored] = useState(ARRIVED);
  if (ignored.length === 0) return null;
  const shown = ignored.slice(0, 5);
  return (
    <Alert
      color="yellow"
      role="alert"
      title={`${ignored.length === 1 ? 'One part' : `${ignored.length.toLocaleString('en')} parts`} of this link could not be used`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => {
        ARRIVED.splice(0);
        setIgnored([]);
      }}
    >
      The rest of it counts, so the list may hold more jobs than its sender meant.
      <List size="sm" mt="xs">
        {shown.map(({ parameter, value, reason }, index) => (
          <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
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
