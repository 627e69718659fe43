import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';

/** For a mistake of the page itself: what happened, and a way on. */
export function CrashPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Stack p="xl" maw={640} align="start" role="alert">
      <Title order={1} size="h2">
        This page made a mistake
      </Title>
      <Text>
        Nothing at AWS has changed, and your link is still in the address bar. Try again, or reload.
      </Text>
      <Code block>{error instanceof Error ? error.message : String(error)}</Code>
      <Group>
        <Button onClick={reset}>Try again</Button>
        <Button component="a" href="/jobs" variant="default">
          All jobs
        </Button>
      </Group>
    </Stack>
  );
}
