import { Code, List, Stack, Text, Title } from '@mantine/core';
import type { ConfigProblem } from './config.ts';

/** For a configuration that can't be used: every bad field, and what it should be. */
export function ConfigErrorPage({ problems }: { problems: readonly ConfigProblem[] }) {
  return (
    <main>
      <Stack p="xl" maw={760} role="alert">
        <Title order={1} size="h2">
          This page is not set up right
        </Title>
        <Text>
          Its configuration, <Code>/config.json</Code>, can’t be used. Whoever runs this page can mend it;
          nothing has been asked of AWS.
        </Text>
        <List spacing="xs">
          {problems.map(({ field, problem }) => (
            <List.Item key={`${field} ${problem}`}>
              {field && <Code>{field}</Code>} {problem}
            </List.Item>
          ))}
        </List>
      </Stack>
    </main>
  );
}
