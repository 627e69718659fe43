import { Button, Stack, Text, Title } from '../components/mantine.ts';
import { useState } from 'react';
import { Themed } from '../components/themed.tsx';
import { SignInStop } from './session-context.ts';

/** In place of the page while no one is signed in: why, and what to do. */
export function SignInPage({ stop }: { stop: SignInStop }) {
  const [{ text, goOn }, setStop] = useState(stop);
  const [leaving, setLeaving] = useState(false);
  return (
    <main>
      <Themed>
        <Stack p="xl" maw={680} align="start" {...(text.severity === 'problem' && { role: 'alert' })}>
          <Title order={1} size="h2">
            {text.title}
          </Title>
          <Text style={{ overflowWrap: 'anywhere' }}>{text.detail}</Text>
          {text.said !== undefined && (
            <Text size="sm" c="var(--macie-quiet)" style={{ overflowWrap: 'anywhere' }}>
              {text.said}
            </Text>
          )}
          <Button
            loading={leaving}
            onClick={() => {
              setLeaving(true);
              goOn().catch((error: unknown) => {
                setLeaving(false);
                if (!(error instanceof SignInStop)) throw error;
                setStop(error);
              });
            }}
          >
            {text.action}
          </Button>
        </Stack>
      </Themed>
    </main>
  );
}
