import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeError, errorReference } from './error-words.ts';

/** A failure as the page shows it: words, AWS's own words, the facts for support, and a way on. */
export function ErrorNotice({
  error,
  where,
  retry,
  children,
}: {
  error: unknown;
  where: string;
  retry?: () => void;
  children?: ReactNode;
}) {
  const words = describeError(error, where);
  const reference = errorReference(error);
  const problem = words.severity === 'problem';
  return (
    <Alert
      role={problem ? 'alert' : 'note'}
      color={problem ? 'red' : 'blue'}
      variant="light"
      title={words.title}
      icon={problem ? <IconAlertTriangle aria-hidden /> : <IconInfoCircle aria-hidden />}
    >
      <Stack gap="xs" align="start">
        <Text size="sm">{words.detail}</Text>
        {words.said && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            AWS says: <q>{words.said}</q>
          </Text>
        )}
        {reference && <Code style={{ overflowWrap: 'anywhere' }}>{reference}</Code>}
        {(retry || children) && (
          <Group gap="xs">
            {retry && (
              <Button size="xs" variant="default" onClick={retry}>
                Try again
              </Button>
            )}
            {children}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
