import { Alert, Code, List } from '@mantine/core';
import { useState } from 'react';
import { parseView } from '../criteria-link.ts';

/*
 * The router replaces the address with its canonical form as soon as it starts, so what a link said
 * too much has to be read before that.
 */
const arrived = parseView(
  globalThis.location?.pathname === '/jobs' ? globalThis.location.search : '',
).ignored;

/** Once dismissed, it stays so, also when the reader comes back to the list. */
let dismissed = false;

/** Says which parts of the link that the reader came with were left out, and why. */
export function IgnoredNotice() {
  const [hidden, setHidden] = useState(dismissed);
  if (hidden || arrived.length === 0) return null;
  const shown = arrived.slice(0, 5);
  return (
    <Alert
      color="yellow"
      role="alert"
      title={`${arrived.length === 1 ? 'One part' : `${arrived.length.toLocaleString('en')} parts`} of this link could not be used`}
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => {
        dismissed = true;
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
        {arrived.length > shown.length && (
          <List.Item>and {(arrived.length - shown.length).toLocaleString('en')} more</List.Item>
        )}
      </List>
    </Alert>
  );
}
